import type { Activation, ActivationStep } from '#shared/activations.ts'
import { levelOf } from './activation-clocks.ts'
import { replaced } from './answer-rules.ts'
import { noting, type Decision } from './decision.ts'

/** What a clock says when it has run so far; whether it still says so, the clock itself knows. */
export const decideLate = (activation: Activation): Decision => noting(activation, 'activation.late', { ...activation, late: true })
export const decideStepLate = (activation: Activation, step: ActivationStep): Decision =>
  noting(activation, 'activation.step-late', replaced(activation, { ...step, late: true, escalation: step.escalation ?? 1 }))
export const decideWarn = (activation: Activation, step: ActivationStep): Decision => noting(activation, 'activation.step-warned', replaced(activation, { ...step, warned: true }))
export const decideEscalate = (activation: Activation, step: ActivationStep): Decision =>
  noting(activation, 'activation.step-escalated', replaced(activation, { ...step, escalation: Math.min(3, levelOf(step) + 1) }))
