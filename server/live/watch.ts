import { isShown } from '#shared/picture.ts'
import { nounOf, type Fact } from '#shared/facts.ts'
import { WatchRequest, type WatchReply } from '#shared/watch.ts'
import { seenCommunities } from '../identity/caller.ts'
import { readBacklog } from '../journal/fact-store.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, problem } from '../problem.ts'
import type { FanOut } from './fan-out.ts'
import type { Room } from './room.ts'
import type { Snapshots } from './snapshots.ts'
import type { LiveSocket } from './socket-server.ts'

/** Facts that a returning screen is given one by one; with more it gets a snapshot, which is smaller. */
const longestBacklog = 2_000

type Live = { parts: Parts; fanOut: FanOut; snapshots: Snapshots; joining: Set<Room>; onJoined: (socket: LiveSocket, room: Room) => void }

/**
 * Opens the one watch of a socket, in three phases: **backlog** (the facts after its cursor, or a snapshot),
 * **cutover** (it is level with its room at this instant, so it joins), **live** (the room's frames).
 * A frame's `from` is never above what the screen has then been sent, so there is no gap; facts sent twice carry their number.
 */
export async function openWatch(live: Live, socket: LiveSocket, input: unknown): Promise<WatchReply> {
  const parsed = WatchRequest.safeParse(input)
  if (!parsed.success) return { ok: false, problem: problem('invalid', 'zh', { errors: fieldErrors(parsed.error, 'zh', input) }) }
  const request = parsed.data
  const places = await seenCommunities(live.parts, socket.data.caller, request.scope.kind === 'communities' ? request.scope.ids : null)
  const within = request.scope.kind === 'region' ? region(places, request.scope.id) : places.map((place) => place.id)
  const wholeCompany = request.scope.kind === 'everything' && socket.data.caller.grants.some((grant) => grant.scope.kind === 'everything')
  if (within.length === 0 && !wholeCompany) return { ok: false, problem: problem('not-found', request.language) }

  if (socket.data.room) await socket.leave(socket.data.room.key)
  const opened = ++socket.data.opened
  const room = live.fanOut.room(wholeCompany ? null : within, request.shows)
  socket.data.room = room
  const backlog = await readableBacklog(live, room, request.cursor)
  // What follows runs after the reply has been handed to the socket, in its order.
  setImmediate(() => {
    void serve(live, socket, room, opened, backlog).catch((error: unknown) => {
      live.parts.log.warn({ err: error }, 'a watch could not be served')
      socket.disconnect(true)
    })
  })
  return { ok: true, communities: within, via: backlog ? 'backlog' : 'snapshot' }
}

const region = (places: { id: string; region: string }[], id: string) => places.filter((place) => place.region === id).map((place) => place.id)

type Backlog = { from: number; to: number; facts: Fact[] }

/** The facts after `cursor`, or null where a snapshot is the better way. */
async function readableBacklog(live: Live, room: Room, cursor: number | null): Promise<Backlog | null> {
  const to = live.fanOut.cursor
  if (cursor === null || cursor > to) return null
  const facts = await readBacklog(live.parts.sql, cursor, to, room.communities && [...room.communities], longestBacklog + 1)
  return facts.length > longestBacklog ? null : { from: cursor, to, facts }
}

async function serve(live: Live, socket: LiveSocket, room: Room, opened: number, backlog: Backlog | null): Promise<void> {
  live.joining.add(room)
  try {
    const current = () => socket.connected && socket.data.opened === opened
    let cursor: number
    if (backlog) {
      sendBacklog(socket, room, backlog)
      cursor = backlog.to
    } else {
      const snapshot = await live.snapshots.of(room)
      if (!current()) return
      socket.data.snapshot = { bytes: snapshot.gzipped.length, at: Date.now() }
      socket.emit('snapshot', snapshot.gzipped)
      cursor = snapshot.cursor
    }
    // Cutover: between this comparison and the join nothing else runs, so the room cannot move on unnoticed.
    while (room.cursor > cursor) {
      const more = await readableBacklog(live, room, cursor)
      if (!current()) return
      if (!more) throw new Error('the journal moves faster than the backlog is read')
      sendBacklog(socket, room, more)
      cursor = more.to
    }
    if (!current()) return
    void socket.join(room.key)
    live.onJoined(socket, room)
  } finally {
    live.joining.delete(room)
  }
}

function sendBacklog(socket: LiveSocket, room: Room, { from, to, facts }: Backlog): void {
  const live = facts.filter((fact) => {
    const noun = nounOf(fact.name)
    return isShown(noun) && room.shows.has(noun)
  })
  const catalogue = facts.some((fact) => !isShown(nounOf(fact.name)))
  socket.emit('frame', { from, to, facts: live, catalogue })
}
