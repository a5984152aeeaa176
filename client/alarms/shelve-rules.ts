import { longestShelving } from '#shared/alarms.ts'

const minute = 60_000

/** Until when something is put aside: a while, until the shift ends, or a time of its own. */
export const shelvingEnds = ['quarter', 'hour', 'four', 'shift', 'custom'] as const
export type ShelvingEnd = (typeof shelvingEnds)[number]
const spans: Partial<Record<ShelvingEnd, number>> = { quarter: 15 * minute, hour: 60 * minute, four: 240 * minute }

/** The instant meant, or null where none is, or one that is past or too far. `shift`: when the shift ends; `custom`: as its field holds it. */
export function shelvedUntil(end: ShelvingEnd, now: number, { shift, custom }: { shift: string | null; custom: string }): string | null {
  const span = spans[end]
  const at = span === undefined ? Date.parse(end === 'shift' ? (shift ?? '') : custom) : now + span
  return at > now && at <= now + longestShelving * 60 * minute ? new Date(at).toISOString() : null
}
