import { z } from 'zod'
import { categories, dispatchModes } from './orders.ts'
import { hoursKinds } from './promises.ts'
import { Id, Typed } from './text.ts'

const about = {
  region: Id.nullable(),
  community: Id.nullable(),
  category: z.enum(categories).nullable(),
  hours: z.enum(hoursKinds).nullable(),
  mode: z.enum(dispatchModes),
  /** Minutes in which somebody accepts what they were given, else it goes on to the next. */
  acceptMinutes: z.int().min(1).max(1440),
}

/** How new orders come to people. The most particular row wins; where there is none, they are proposed to the desk. */
export const DispatchRule = z.strictObject({ id: Id, version: z.int(), ...about, ended: z.boolean() })
export type DispatchRule = z.infer<typeof DispatchRule>

export const SetDispatchRule = z.strictObject(about)
export const EndDispatchRule = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })

type Matter = { region: string; community: string; category: string; hours: string }

export function dispatchRuleFor(rows: readonly DispatchRule[], matter: Matter): DispatchRule | null {
  const rank = (row: DispatchRule) => [row.hours, row.category, row.region, row.community].reduce((sum, said, bit) => sum + (said === null ? 0 : 2 ** bit), 0)
  const fits = (said: string | null, is: string) => said === null || said === is
  const fitting = rows.filter((row) => !row.ended && fits(row.community, matter.community) && fits(row.region, matter.region) && fits(row.category, matter.category) && fits(row.hours, matter.hours))
  return fitting.sort((a, b) => rank(b) - rank(a))[0] ?? null
}
