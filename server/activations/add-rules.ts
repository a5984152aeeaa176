import type { Activation, AddStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { bilingual } from '#shared/text.ts'
import type { Plan } from '#shared/plans.ts'
import type { z } from 'zod'
import { holderOf, type Staff } from './assign-rules.ts'
import { flowing, type Decision } from './decision.ts'
import { acceptBy, settle, type Ground } from './flow-rules.ts'
import { withReason } from './note-rules.ts'
import { canPutIn, most, putIn, waitingStep } from './part-rules.ts'
import { checkRunning, takesTwo, type Mover } from './start-rules.ts'
import { wrong } from './step-refusals.ts'

/** Another plan's steps, beside those that run; they begin at once. */
export function decideAddBlock(activation: Activation, request: { version: number; reason: string }, plan: Plan, by: Mover, ground: Ground): Decision {
  checkRunning(activation, request)
  // What was agreed to by two may be added to by one.
  if (!isDrill(activation.mode) && !activation.asked && takesTwo(plan, ground.blocks)) throw wrong('plan', 'two')
  const key = freeKey(activation, 'b')
  if (!canPutIn(activation, plan, key)) throw wrong('plan', 'block')
  return flowing(activation, 'activation.block-added', settle(putIn(withReason(activation, request.reason, by, ground.now), plan, { key, by: by.name }), ground))
}

/** One more step, begun at once: of somebody who is named, or of whoever holds the post. */
export function decideAddStep(activation: Activation, request: z.output<typeof AddStep>, person: Staff | null, ground: Ground): Decision {
  checkRunning(activation, request)
  if (activation.steps.length >= most) throw wrong('name', 'full')
  const { name, instruction, post, skill, minutes } = request
  const key = freeKey(activation, 'x')
  const step = waitingStep({ key, kind: 'do', post, skill: skill ?? null, name: bilingual(name), instruction: bilingual(instruction), minutes: minutes ?? null, after: [], notify: null })
  const flow = settle({ ...activation, steps: [...activation.steps, step] }, ground)
  const steps = flow.activation.steps.map((one) =>
    one.key === key && person ? { ...one, holder: holderOf(person), acceptBy: acceptBy(flow.activation, one, person.id, ground) } : one)
  return flowing(activation, 'activation.step-added', { ...flow, activation: { ...flow.activation, steps } })
}

/** Names that nothing in the plan has yet: x1, x2 … */
function freeKey({ steps }: Activation, letter: 'b' | 'x'): string {
  for (let i = 1; ; i++) {
    const key = letter + i
    if (!steps.some((step) => step.key === key || step.key.startsWith(`${key}/`) || step.part === key)) return key
  }
}
