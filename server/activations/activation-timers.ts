import type { TimerHandler } from '../live/handler.ts'
import { workOf } from './activation-commands.ts'
import { decideStepLate, stepOfTimer } from './flow-rules.ts'
import { findActivation } from './activation-store.ts'

export const activationTimers: Record<'activation.step', TimerHandler> = {
  'activation.step': async (parts, timer) => {
    const activation = await findActivation(parts, timer.subject)
    const late = activation && decideStepLate(activation, stepOfTimer(activation, timer.key))
    return late ? workOf('activation.step-late', { activation: late, opened: [], timers: [] }) : null
  },
}
