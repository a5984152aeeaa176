import type { Sql } from '#db/client.ts'
import { isShown } from '#shared/picture.ts'
import { nounOf, ofOffice, type Fact } from '#shared/facts.ts'
import { covers, sees, type View } from '#shared/roles.ts'
import { WatchRequest, type WatchReply } from '#shared/watch.ts'
import { seenCommunities, seesEverything, type Place } from '../identity/caller.ts'
import { readBacklog } from '../journal/fact-store.ts'
import { noteLater } from '../journal/note.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, problem } from '../problem.ts'
import type { FanOut } from './fan-out.ts'
import type { Room } from './room.ts'
import type { Snapshots } from './snapshots.ts'
import type { LiveSocket } from './socket-server.ts'

/** Facts that a returning screen is given one by one; with more it gets a snapshot, which is smaller. */
const longestBacklog = 2_000

type Live = { parts: Parts; sql: Sql; fanOut: FanOut; snapshots: Snapshots; onJoined: (socket: LiveSocket, room: Room) => void }
type Answer = (reply: WatchReply) => void

/**
 * Opens the one watch of a socket, in three phases: **backlog** (the facts after its cursor, or a snapshot),
 * **cutover** (it is level with its room at this instant, so it joins), **live** (the room's frames).
 * A frame's `from` is never above what the screen has then been sent, so there is no gap; facts sent twice carry their number.
 * The room is the socket's from the moment it is made: a room that some socket has chosen is never swept away.
 */
export async function openWatch(live: Live, socket: LiveSocket, input: unknown, answer: Answer): Promise<void> {
  const parsed = WatchRequest.safeParse(input)
  if (!parsed.success) {
    const language = WatchRequest.shape.language.safeParse(Object(input).language).data ?? 'zh'
    return answer({ ok: false, problem: problem('invalid', language, { errors: fieldErrors(parsed.error, language, input) }) })
  }
  const request = parsed.data
  const { caller } = socket.data
  const places = inScope(await seenCommunities(live.parts, caller, 'picture', request.scope.kind === 'communities' ? request.scope.ids : null), request)
  const within = places.map(({ id }) => id)
  const company = (view: View) => request.scope.kind === 'everything' && seesEverything(caller, view)
  // Whoever may know where people are, or of walls, sees the picture there too.
  const where = (view: View) => (company(view) ? null : places.filter((place) => caller.grants.some(({ role, scope }) => sees[view].includes(role) && covers(scope, place))).map(({ id }) => id))
  const wholeCompany = company('picture')
  if (within.length === 0 && !wholeCompany) {
    noteLater(live.parts, { name: 'watch', by: caller.actor, community: null, outcome: 'refused', detail: { scope: request.scope.kind } })
    return answer({ ok: false, problem: problem('not-found', request.language) })
  }

  if (socket.data.room) await socket.leave(socket.data.room.key)
  const { lean } = request
  const room = live.fanOut.room({
    communities: wholeCompany ? null : within, shows: [...new Set(request.shows)], located: lean ? [] : where('positions'), tended: lean ? [] : where('walls'), lean,
  })
  socket.data.room = room
  // What was held of another room may be more than this one shows.
  const backlog = await readableBacklog(live, room, request.room === room.key ? request.cursor : null)
  answer({ ok: true, communities: within, room: room.key, via: backlog ? 'backlog' : 'snapshot' })
  await serve(live, socket, room, backlog)
}

const inScope = (places: Place[], { scope }: WatchRequest): Place[] => places.filter((place) => scope.kind !== 'region' || place.region === scope.id)

type Backlog = { from: number; to: number; facts: Fact[] }

/** The facts after `cursor`, or null where a snapshot is the better way. */
async function readableBacklog(live: Live, room: Room, cursor: number | null): Promise<Backlog | null> {
  const to = live.fanOut.cursor
  if (cursor === null || cursor > to) return null
  const facts = await readBacklog(live.sql, cursor, to, room.communities && [...room.communities], longestBacklog + 1)
  return facts.length > longestBacklog ? null : { from: cursor, to, facts }
}

async function serve(live: Live, socket: LiveSocket, room: Room, backlog: Backlog | null): Promise<void> {
  let cursor: number
  if (backlog) {
    sendBacklog(socket, room, backlog)
    cursor = backlog.to
  } else {
    const snapshot = await live.snapshots.of(room)
    socket.data.snapshot = { bytes: snapshot.gzipped.length, at: Date.now() }
    socket.emit('snapshot', snapshot.gzipped)
    cursor = snapshot.cursor
  }
  // Cutover: between this comparison and the join nothing else runs, so the room cannot move on unnoticed.
  while (room.cursor > cursor) {
    const more = await readableBacklog(live, room, cursor)
    if (!more) throw new Error('the journal moves faster than the backlog is read')
    sendBacklog(socket, room, more)
    cursor = more.to
  }
  if (!socket.connected) return
  void socket.join(room.key)
  live.onJoined(socket, room)
}

/** Carries out one at a time; of those that come meanwhile only the newest, the others are told so by `skip`. */
export function newestOnly(): (run: () => Promise<void>, skip: () => void) => void {
  let busy = false
  let next: { run: () => Promise<void>; skip: () => void } | null = null
  return function offer(run, skip) {
    if (busy) {
      next?.skip()
      next = { run, skip }
      return
    }
    busy = true
    void run().finally(() => {
      busy = false
      const waiting = next
      next = null
      if (waiting) offer(waiting.run, waiting.skip)
    })
  }
}

function sendBacklog(socket: LiveSocket, room: Room, { from, to, facts }: Backlog): void {
  const live = facts.filter((fact) => {
    const noun = nounOf(fact.name)
    return isShown(noun) && room.shows.has(noun)
  })
  const catalogue = facts.some((fact) => !isShown(nounOf(fact.name)) && !ofOffice(fact.name))
  socket.emit('frame', { from, to, facts: live, catalogue })
}
