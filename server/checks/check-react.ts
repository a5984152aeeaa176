import type { Fact } from '#shared/facts.ts'
import type { Reaction } from '../live/handler.ts'
import { calledNow, rollChecks } from './check-rules.ts'
import { findActivation, onDutyOf, rollChecksOf } from './check-store.ts'
import { nextHouseholds, opening } from './check-work.ts'

/** A plan that starts asks after the households of its place; a roll call after who is on duty. Each once, however often it is heard of. */
export const checkReaction: Reaction = {
  name: 'check.open',
  react: async (parts, fact, now) => {
    if (!isActivation(fact) || fact.body.state !== 'running') return null
    const activation = fact.body
    const starts = fact.name === 'activation.started'
    const rolls = calledNow(activation)
    if (!starts && rolls.length === 0) return null
    // What was over before it was heard of asks after nobody.
    if ((await findActivation(parts, activation.id))?.state !== 'running') return null
    const held = rolls.length > 0 ? await rollChecksOf(parts, activation.id) : []
    const called = (await Promise.all(rolls.map(async (step) => rollChecks(activation, step, await onDutyOf(parts, activation.community, step.rollCall ?? [], now), held)))).flat()
    return opening(activation, called, starts ? await nextHouseholds(parts, activation, now) : null)
  },
}

const isActivation = (fact: Fact): fact is Fact<Extract<Fact['name'], `activation.${string}`>> => fact.name.startsWith('activation.')
