import { randomUUID } from 'node:crypto'
import { messageDoors as doors, type MessageDoor as Door } from '#shared/doors.ts'
import type { DoorClient } from './door-client.ts'
import type { Event } from './event.ts'

export type Playing = { sent: number; taken: number; refused: number; retries: number; reasons: Map<string, number>; latest: number }

/** Waits until a moment (milliseconds of `now`), or less where it is stopped. */
export type Clock = { now: () => number; until: (at: number, stop: AbortSignal) => Promise<void> }

/** What is due together goes in one body: no more than this, and no more often than every so many milliseconds. */
const most = 200
const tick = 100

/**
 * Plays events in their order, gaps divided by `speed`; what is late goes at once. Positions carry the moment at which
 * they are played. `onPlaying` hears how far it is. Throws what the client throws.
 */
export async function play(events: readonly Event[], speed: number, client: Pick<DoorClient, 'send'>, clock: Clock, stop: AbortSignal, onPlaying: (playing: Playing) => void): Promise<Playing> {
  const inOrder = events.toSorted((a, b) => a.at - b.at)
  const start = inOrder[0]?.at ?? 0
  const begun = clock.now()
  const dueAt = (event: Event): number => begun + ((event.at - start) / speed) * 1000
  const playing: Playing = { sent: 0, taken: 0, refused: 0, retries: 0, reasons: new Map(), latest: 0 }
  for (let next = 0; next < inOrder.length && !stop.aborted; ) {
    const first = inOrder[next]
    if (!first) break
    await clock.until(dueAt(first), stop)
    if (stop.aborted) break
    const end = Math.max(clock.now(), dueAt(first)) + tick / 2
    const due: Event[] = []
    for (let event = inOrder[next]; event && due.length < most && dueAt(event) <= end; event = inOrder[++next]) due.push(event)
    for (const door of doors) await sendDoor(door, due, client, clock, stop, playing)
    playing.latest = (due.at(-1)?.at ?? start) - start
    onPlaying(playing)
  }
  return playing
}

async function sendDoor(door: Door, due: readonly Event[], client: Pick<DoorClient, 'send'>, clock: Clock, stop: AbortSignal, playing: Playing): Promise<void> {
  const messages = due.flatMap((event): object[] => {
    if (event.door !== door) return []
    return door === 'positions' ? [{ ...event.message, at: new Date(clock.now()).toISOString() }] : [{ ...event.message, id: randomUUID() }]
  })
  if (messages.length === 0) return
  const { taken, refused, reasons, retries } = await client.send({ door, messages }, stop)
  playing.sent += messages.length
  playing.taken += taken
  playing.refused += refused
  playing.retries += retries
  for (const reason of reasons) playing.reasons.set(reason, (playing.reasons.get(reason) ?? 0) + 1)
}
