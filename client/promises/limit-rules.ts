import type { Limit, Limits } from '#shared/promises.ts'

export const limitNames = ['respond', 'arrive', 'solution', 'finish', 'close', 'callBack'] as const satisfies (keyof Limits)[]
export type LimitName = (typeof limitNames)[number]
/** These two are promised of every order. */
export const alwaysPromised: readonly LimitName[] = ['respond', 'finish']

/** How a limit is said: as people say it, not always as it is kept. */
export const saidUnits = ['minutes', 'hours', 'whole-days', 'working-minutes', 'working-hours', 'days', 'working-days'] as const
export type SaidUnit = (typeof saidUnits)[number]
/** What a form holds of a limit; `whole-days` are 24 hours each. */
export type Said = { unit: SaidUnit; amount: number }

/** "180 minutes" is said as 3 hours, "10080" as 7 days round the clock. */
export function saidOf({ unit, amount }: Limit): Said {
  if (unit === 'minutes' && amount > 4_320 && amount % 1_440 === 0) return { unit: 'whole-days', amount: amount / 1_440 }
  if (unit === 'minutes' && amount > 0 && amount % 60 === 0) return { unit: 'hours', amount: amount / 60 }
  if (unit === 'working-minutes' && amount > 0 && amount % 60 === 0) return { unit: 'working-hours', amount: amount / 60 }
  return { unit, amount }
}

export function limitOf({ unit, amount }: Said): Limit {
  if (unit === 'hours') return { unit: 'minutes', amount: amount * 60 }
  if (unit === 'whole-days') return { unit: 'minutes', amount: amount * 1_440 }
  if (unit === 'working-hours') return { unit: 'working-minutes', amount: amount * 60 }
  return { unit, amount }
}

/** All limits of a row as a form holds them. */
export type SaidLimits = Record<LimitName, Said | null> & Record<'respond' | 'finish', Said>

export function saidLimits(limits: Limits): SaidLimits {
  const said = (limit: Limit | null) => limit && saidOf(limit)
  return { respond: saidOf(limits.respond), arrive: said(limits.arrive), solution: said(limits.solution), finish: saidOf(limits.finish), close: said(limits.close), callBack: said(limits.callBack) }
}

export function limitsOf(said: SaidLimits): Limits {
  const limit = (one: Said | null) => one && limitOf(one)
  return { respond: limitOf(said.respond), arrive: limit(said.arrive), solution: limit(said.solution), finish: limitOf(said.finish), close: limit(said.close), callBack: limit(said.callBack) }
}
