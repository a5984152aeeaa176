import { isOver, type ActivationStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'

export type ByKey = ReadonlyMap<string, ActivationStep>
export const byKeyOf = (steps: readonly ActivationStep[]): ByKey => new Map(steps.map((step) => [step.key, step]))

/** The step that put this one in, where it came with a block that is a step of the plan. */
const blockOf = ({ part }: ActivationStep, steps: ByKey): ActivationStep | undefined => (part ? steps.get(part) : undefined)

/**
 * What becomes of a step that waits: it opens when all that must come before is over, unless no branch leads to it. A name that no
 * step has holds nothing up.
 */
export function fateOf(step: ActivationStep, steps: ByKey): 'waits' | 'opens' | 'passes' {
  if (step.state !== 'waiting') return 'waits'
  const block = blockOf(step, steps)
  if (block && block.state !== 'open') return isOver(block) ? 'passes' : 'waits'
  const before = step.after.flatMap((key) => steps.get(key) ?? [])
  if (!before.every(isOver)) return 'waits'
  if (before.length > 0 && before.every(({ state }) => state === 'passed')) return 'passes'
  const decided = step.when && steps.get(step.when.step)
  if (!step.when || !decided) return 'opens'
  if (!isOver(decided)) return 'waits'
  return decided.answer === step.when.answer ? 'opens' : 'passes'
}

/** The keys of a step and of all that follows from it, what its block put in included. */
export function following(steps: readonly ActivationStep[], from: string): Set<string> {
  const found = new Set([from])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const { key, after, when, part } of steps) {
      if (after.some((one) => found.has(one)) || (when && found.has(when.step)) || (part && found.has(part))) found.add(key)
    }
  }
  return found
}

/** A step as it was before it ever opened, but for how often it has. */
export const unbegun = (step: ActivationStep): ActivationStep => ({
  ...step, state: 'waiting', openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false,
  holder: null, acceptedAt: null, acceptBy: null, passedOn: null, warned: null, escalation: null, answer: null, photos: null, checkedBy: null, checkingUser: null, made: null,
})

/** The same with a step, and all that follows from it, to be begun anew. */
export function begunAnew(steps: readonly ActivationStep[], from: string): ActivationStep[] {
  const anew = following(steps, from)
  return steps.map((step) => {
    if (!anew.has(step.key) || step.state === 'waiting') return step
    return { ...unbegun(step), round: step.state === 'passed' ? step.round : (step.round ?? 1) + 1 }
  })
}

/** A block is over with all that it put in. */
export const isBlockDone = (step: ActivationStep, steps: readonly ActivationStep[]): boolean => {
  if (kindOf(step) !== 'block' || step.state !== 'open') return false
  const inside = steps.filter(({ part }) => part === step.key)
  return inside.length > 0 && inside.every(isOver)
}
