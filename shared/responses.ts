import { z } from 'zod'
import { AlarmKind, severities } from './alarms.ts'
import { categories, facilities, priorities } from './orders.ts'
import { Id, Typed } from './text.ts'

const Seconds = z.int().min(1).max(604_800).nullable()

const about = {
  community: Id.nullable(),
  kind: AlarmKind.nullable(),
  severity: z.enum(severities).nullable(),
  /** It can neither be folded away nor shelved by one person. */
  lifeSafety: z.boolean(),
  /** What has gone waits to be reset by hand. */
  latching: z.boolean(),
  /** Seconds from when the room received it; null: no clock. */
  clocks: z.strictObject({ answer: Seconds, start: Seconds, arrive: Seconds }),
  /** Seconds unanswered after which butler, duty manager and regional head are told; null: they are not. */
  escalate: z.tuple([Seconds, Seconds, Seconds]),
  /** The order that it makes, or joins where one about the same is open; null: none by itself. */
  order: z.strictObject({ category: z.enum(categories), priority: z.enum(priorities), facility: z.enum(facilities).nullable() }).nullable(),
}

/** What follows from an alarm. What is null holds for any; community counts for more than kind, kind for more than severity. */
export const AlarmResponse = z.strictObject({ id: Id, version: z.int(), ...about, ended: z.boolean() })
export type AlarmResponse = z.infer<typeof AlarmResponse>

/** A row about the same takes the place of the one before; alarms that stand keep theirs. */
export const SetResponse = z.strictObject({ ...about, reason: Typed(400).min(1) })
export const EndResponse = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })

/** Kinds whose life safety no row can take away. */
export const lifeSafetyKinds: readonly string[] = ['lift.trapped', 'fire.signal', 'gas.leak']

type Matter = { community: string; kind: string; severity: string }

/** The row that an alarm follows, or null where there is none. */
export function responseFor(rows: readonly AlarmResponse[], { community, kind, severity }: Matter): AlarmResponse | null {
  const fits = (said: string | null, is: string): boolean => said === null || said === is
  const weight = (row: AlarmResponse): number => (row.community ? 4 : 0) + (row.kind ? 2 : 0) + (row.severity ? 1 : 0)
  let best: AlarmResponse | null = null
  for (const row of rows) {
    if (row.ended || !fits(row.community, community) || !fits(row.kind, kind) || !fits(row.severity, severity)) continue
    if (best === null || weight(row) > weight(best)) best = row
  }
  return best
}
