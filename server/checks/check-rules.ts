import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Check, MarkCheck } from '#shared/checks.ts'
import type { Household } from '#shared/households.ts'
import { kindOf } from '#shared/plans.ts'
import type { z } from 'zod'
import { idFrom } from '../journal/system.ts'
import { Refusal } from '../refusal.ts'

type Subject = Pick<Check, 'subject' | 'of' | 'building' | 'level' | 'step'>

const opened = ({ id, community, mode }: Activation, subject: Subject): Check => ({
  id: idFrom('check', id, subject.step ?? '', subject.of), version: 1, community, activation: id, ...subject, state: 'open', at: null, by: null, note: '', mode,
})

/** So many at a time: one commit of ten thousand would keep everybody else waiting. */
export const slice = 100

export const householdChecks = (activation: Activation, households: readonly Pick<Household, 'id' | 'building' | 'level'>[]): Check[] =>
  households.map(({ id, building, level }) => opened(activation, { subject: 'household', of: id, building, level, step: null }))

/** One for each who is on duty; who answered before the roll was called anew is asked again. */
export function rollChecks(activation: Activation, step: Pick<ActivationStep, 'key' | 'openedAt'>, people: readonly string[], held: readonly Check[]): Check[] {
  const before = new Map(held.map((check) => [check.id, check]))
  return people.flatMap((person): Check[] => {
    const fresh = opened(activation, { subject: 'person', of: person, building: null, level: null, step: step.key })
    const old = before.get(fresh.id)
    if (!old) return [fresh]
    return old.at !== null && step.openedAt !== null && old.at < step.openedAt ? [{ ...fresh, version: old.version + 1 }] : []
  })
}

/** The roll calls that begin with this version of an activation. */
export const calledNow = ({ version, steps }: Pick<Activation, 'version' | 'steps'>): ActivationStep[] =>
  steps.filter((step) => kindOf(step) === 'roll-call' && step.state === 'open' && (step.version ?? version) === version)

/** Whether a household lies in a unit ("2", "2 单元"), by what its place begins with; one of which that cannot be read is asked after too. */
export function isOfUnit({ place }: Pick<Household, 'place'>, unit: string): boolean {
  const own = /^\s*(?:unit\s*)?([0-9a-z]+)\s*(?:单元|unit\b|-)/i.exec(place)?.[1]
  const wanted = /[0-9a-z]+/i.exec(unit.replace(/unit/i, ''))?.[0]
  return own === undefined || wanted === undefined || own.toLowerCase() === wanted.toLowerCase()
}

/** `now` in epoch milliseconds. Where it is said to be open again, nobody said anything of it. */
export function decideMark(check: Check, said: z.output<typeof MarkCheck>, by: string, now: number): Check {
  if (said.version !== check.version) throw new Refusal('conflict', { current: check })
  const told = said.state === 'open' ? { at: null, by: null } : { at: new Date(now).toISOString(), by }
  return { ...check, version: check.version + 1, state: said.state, note: said.note, ...told }
}
