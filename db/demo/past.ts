import type { Actor, FactBody, FactName } from '#shared/facts.ts'

/** A fact of the made past, before the journal numbers it. `at` is epoch milliseconds. */
export type PastFact = { [N in FactName]: { at: number; name: N; body: FactBody<N>; by: Actor } }[FactName]

export const system: Actor = { kind: 'system', id: 'demo', name: '演示数据' }

/** From this age on only the beginning and the end of a matter are told, milliseconds. */
export const summed = 3 * 86_400_000
