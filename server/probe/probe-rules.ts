import type { DoorAlarm } from '#shared/doors.ts'
import { idFrom } from '../journal/system.ts'

/** The way is broken where no test alarm came through it for this long, milliseconds; longer where they are sent more rarely. */
export const brokenAfter = (every: number): number => Math.max(150_000, 2.5 * every)
/** How often it is looked at, milliseconds. */
export const lookEvery = (every: number): number => Math.min(10_000, every)
/** A look that comes this much later than it should: this machine slept, and nothing could come through. Milliseconds. */
const slept = 30_000

/** All epoch milliseconds. `since`: from when on it should have come; `sentAt`: when the last was sent. */
export type Watched = { since: number; sentAt: number | null; lookedAt: number | null; provenAt: number | null }

export const isSlept = ({ lookedAt }: Watched, every: number, now: number): boolean => lookedAt !== null && now - lookedAt > lookEvery(every) + slept
export const isOverdue = ({ since, provenAt }: Watched, every: number, now: number): boolean => now - Math.max(since, provenAt ?? 0) > brokenAfter(every)
/** What is overdue is tried at every look. */
export const isDue = (watched: Watched, every: number, now: number): boolean => watched.sentAt === null || now - watched.sentAt >= every || isOverdue(watched, every, now)

/** The test alarm as a device would send it, begun and ended. `number`: which of this process's. */
export function probeMessages(community: string, key: string, number: number): DoorAlarm[] {
  const message = (change: DoorAlarm['change']): DoorAlarm => ({ id: idFrom('self-check', key, number, change), community, kind: 'self.check', severity: 'notice', change, text: '' })
  return [message('raised'), message('cleared')]
}
