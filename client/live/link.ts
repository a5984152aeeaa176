import { io, type Socket } from 'socket.io-client'
import { shown, type Shown } from '#shared/picture.ts'
import type { WallScreen } from '#shared/walls.ts'
import type { ClientEvents, ServerEvents, Snapshot, WatchReply, WatchScope } from '#shared/watch.ts'
import { currentLanguage } from '../i18n/setup.ts'
import { watchActivity } from './activity.ts'
import { hearFigures } from './figures.ts'
import { flusher } from './flush.ts'
import { freshFor, freshness } from './freshness-rules.ts'
import { identityQuery, isWall } from './identity.ts'
import { startOver, useLive } from './live-state.ts'
import { hearClock } from './now.ts'
import { afterPaint } from './painted.ts'
import { part } from './parting.ts'
import { positions } from './positions.ts'
import { waitBefore } from './reconnect-rules.ts'
import { readSnapshot } from './snapshot.ts'
import { useStation } from './station-state.ts'
import { arrive, emptyStream, type Arrival, type Stream } from './stream-rules.ts'

/** A snapshot takes its place in the queue when it arrives and is ready when it is unpacked: frames after it wait. */
type Queued = Arrival | { kind: 'unpacking'; ready: Arrival | null; failed: boolean }

const answerWithin = 5000
/** Milliseconds between two looks at how fresh the picture is. */
const lookEvery = 250
/** A socket that stands but has been silent this long is given up. */
const silentFor = 3 * freshFor

/** `rightsChanged`: ask again who is signed in and what they may see; nobody may be. `wall`: what this wall now is. */
export type LinkHooks = { rightsChanged: () => void; wall?: (wall: WallScreen) => void }

/** What is watched of a scope: all there is, unless a screen shows less. `lean`: neither places of people nor figures. */
export type LinkShows = { shows: readonly Shown[]; lean: boolean }

/** One watch over one socket. `stop` ends it; a new scope is a new link. `rest` hangs up and keeps what it holds until `retry`. */
export function openLink(scope: WatchScope, hooks: LinkHooks, { shows, lean }: LinkShows = { shows: shown, lean: false }): { stop(): void; retry(): void; rest(): void } {
  const socket: Socket<ServerEvents, ClientEvents> = io({ transports: ['websocket'], reconnection: false, query: identityQuery })
  let stream: Stream = emptyStream()
  let queue: Queued[] = []
  let line = { connected: false, since: Date.now() }
  let room: string | null = null
  let attempt = 0
  let catalogue = 0
  let returning: ReturnType<typeof setTimeout> | null = null
  let stopped = false
  let resting = false
  startOver()
  positions.forget()

  const show = () => {
    const next = freshness(stream, line, Date.now())
    const held = useLive.getState().freshness
    const same = held.link === next.link && held.fresh === next.fresh && held.why === next.why && held.since === next.since
    if (!same) useLive.setState({ freshness: next })
  }

  const flush = flusher(() => {
    let ask = false
    let beat = false
    while (queue.length > 0) {
      const head = queue[0]
      if (!head) break
      if (head.kind === 'unpacking' && !head.ready && !head.failed) break
      queue.shift()
      const arrival = head.kind === 'unpacking' ? head.ready : head
      if (!arrival) ask = true
      else {
        const after = arrive(stream, arrival)
        stream = after.stream
        ask ||= after.ask
        beat ||= arrival.kind === 'beat'
      }
    }
    useLive.setState({ cursor: stream.cursor, picture: stream.picture, beat: stream.beat, catalogue })
    show()
    if (beat && isWall) afterPaint(() => socket.volatile.emit('painted'))
    if (beat) tellHearing()
    if (ask) watch()
  })

  function tellHearing(): void {
    const { hearing } = useStation.getState()
    if (hearing !== null && socket.connected) socket.volatile.emit('hearing', hearing)
  }
  const forgetStation = useStation.subscribe((station, before) => {
    if (station.hearing !== before.hearing) tellHearing()
  })

  const hear = (arrival: Queued) => {
    queue.push(arrival)
    flush.soon()
  }

  function watch(): void {
    if (!socket.connected) return
    stream = { ...stream, asking: true }
    socket.timeout(answerWithin).emit('watch', { scope, shows: [...shows], lean, language: currentLanguage(), cursor: stream.cursor, room }, (late: Error | null, reply?: WatchReply) => {
      if (stopped) return
      stream = { ...stream, asking: false }
      if (late || !reply) {
        if (socket.connected) watch()
        return
      }
      if (reply.ok) {
        attempt = 0
        room = reply.room
        useLive.setState({ communities: reply.communities, problem: null })
        return
      }
      useLive.setState({ problem: reply.problem })
      if (reply.problem.status === 401) hooks.rightsChanged()
    })
  }

  const comeBack = () => {
    if (stopped || resting || returning !== null) return
    attempt += 1
    returning = setTimeout(() => {
      returning = null
      socket.connect()
    }, waitBefore(attempt, Math.random()))
  }

  const cut = () => {
    if (line.connected) line = { connected: false, since: Date.now() }
    queue = []
    stream = { ...stream, asking: false }
    show()
    comeBack()
  }

  socket.on('connect', () => {
    line = { connected: true, since: Date.now() }
    part(null)
    watch()
    show()
  })
  socket.on('disconnect', cut)
  socket.on('connect_error', (error) => {
    if (/sign-in-needed|second-factor-needed|unauthori[sz]ed/i.test(error.message)) hooks.rightsChanged()
    cut()
  })
  socket.on('snapshot', (gzipped) => {
    const place: Queued = { kind: 'unpacking', ready: null, failed: false }
    queue.push(place)
    readSnapshot(gzipped)
      .then((snapshot: Snapshot) => {
        place.ready = { kind: 'snapshot', cursor: snapshot.cursor, rows: snapshot.rows }
        positions.forget()
        positions.hear(snapshot.positions)
      })
      .catch(() => {
        place.failed = true
      })
      .finally(flush.soon)
  })
  socket.on('frame', (frame) => {
    if (frame.catalogue) catalogue += 1
    hear({ kind: 'frame', frame })
  })
  socket.on('beat', (beat) => {
    const received = Date.now()
    hearClock(beat.at, received)
    hear({ kind: 'beat', beat, received })
  })
  socket.on('positions', (frame) => positions.hear(frame.positions))
  socket.on('figures', hearFigures)
  socket.on('wall', (wall) => hooks.wall?.(wall))
  socket.on('bye', (why) => {
    if (why !== 'signed-out' && why !== 'idle' && why !== 'rights-changed') return
    part(why)
    hooks.rightsChanged()
  })
  // Nobody sits at a wall, and its sign-in lasts without.
  const hands = () => {
    if (socket.connected) socket.volatile.emit('active')
    return socket.connected
  }
  const forgetHands = isWall ? () => undefined : watchActivity(hands)

  const look = () => {
    show()
    const heard = Math.max(stream.beatAt ?? 0, line.since)
    if (line.connected && Date.now() - heard > silentFor) socket.disconnect().connect()
  }
  let pulse = setInterval(look, lookEvery)

  const retry = () => {
    if (resting) pulse = setInterval(look, lookEvery)
    resting = false
    if (socket.connected) return
    if (returning !== null) clearTimeout(returning)
    returning = null
    socket.connect()
  }
  const back = () => resting || retry()
  window.addEventListener('online', back)

  return {
    retry,
    rest() {
      resting = true
      if (returning !== null) clearTimeout(returning)
      returning = null
      clearInterval(pulse)
      socket.disconnect()
    },
    stop() {
      stopped = true
      if (returning !== null) clearTimeout(returning)
      clearInterval(pulse)
      flush.stop()
      forgetHands()
      forgetStation()
      window.removeEventListener('online', back)
      socket.disconnect()
      startOver()
    },
  }
}
