import type { Activation, ActivationStep } from '#shared/activations.ts'
import { isDue, levelOf, stepOfTimer, type ClockName } from './activation-clocks.ts'
import { goingOn, replaced } from './answer-rules.ts'
import { noting, type Decision } from './decision.ts'
import { laterOf, type Ground } from './flow-rules.ts'
import { decideUnaccepted } from './holder-rules.ts'
import { decideLapse } from './start-rules.ts'

/**
 * What follows when a clock has run down; null where it says nothing any more: it fired before, or what it was for is over or was begun
 * anew. Of a wait for a value, that it is there has been seen.
 */
export function decideDue(name: ClockName, activation: Activation, timer: { key: string; dueAt: string }, ground: Ground): Decision | null {
  if (!isDue(activation, timer)) return null
  // It is never earlier than what has come due: else what is set anew by a clock that went back could be what just fired.
  const at = { ...ground, now: Math.max(ground.now, Date.parse(timer.dueAt)) }
  if (name === 'activation.lapse') return decideLapse(activation, at.now)
  if (name === 'activation.late') return noting(activation, name, { ...activation, late: true })
  const step = activation.steps.find(({ key }) => key === stepOfTimer(timer.key))
  return step ? ofStep[name](activation, step, at) : null
}

/** A late step comes to the commander at once, to the duty manager and the regional head later. */
const ofStep: Record<Exclude<ClockName, 'activation.lapse' | 'activation.late'>, (activation: Activation, step: ActivationStep, ground: Ground) => Decision> = {
  'activation.step': (activation, step) => noting(activation, 'activation.step-late', replaced(activation, { ...step, late: true, escalation: step.escalation ?? 1 })),
  'activation.warn': (activation, step) => noting(activation, 'activation.step-warned', replaced(activation, { ...step, warned: true })),
  'activation.escalate': (activation, step) => noting(activation, 'activation.step-escalated', replaced(activation, { ...step, escalation: Math.min(3, levelOf(step) + 1) })),
  'activation.accept': decideUnaccepted,
  'activation.wait': (activation, step, ground) => goingOn(activation, 'activation.advanced', { ...step, state: 'done', doneAt: laterOf(step.openedAt, ground.now) }, ground),
}
