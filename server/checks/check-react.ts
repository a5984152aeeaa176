import type { Fact } from '#shared/facts.ts'
import type { Activation } from '#shared/activations.ts'
import type { Check } from '#shared/checks.ts'
import type { Work } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { calledNow, householdChecks, rollChecks } from './check-rules.ts'
import { checksOf, findActivation, householdsAt, onDutyOf } from './check-store.ts'
import { checkChange } from './check-work.ts'

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
    const held = await checksOf(parts, activation.id)
    const found = [...(starts ? await forHouseholds(parts, activation, held) : []), ...(await Promise.all(rolls.map(async (step) => rollChecks(activation, step, await onDutyOf(parts, activation.community, step.rollCall ?? [], now), held)))).flat()]
    return found.length > 0 ? workOf(activation, found) : null
  },
}

const isActivation = (fact: Fact): fact is Fact<Extract<Fact['name'], `activation.${string}`>> => fact.name.startsWith('activation.')

async function forHouseholds(parts: Parts, activation: Activation, held: readonly Check[]): Promise<Check[]> {
  return householdChecks(activation, await householdsAt(parts, activation), new Set(held.map(({ id }) => id)))
}

const workOf = (activation: Activation, opened: readonly Check[]): Work => ({
  changes: opened.map((check) => checkChange('check.opened', check)),
  reply: null,
  community: activation.community,
  mode: activation.mode,
  detail: { activation: activation.id, count: opened.length },
})
