import type { TimerHandler } from '../live/handler.ts'
import { decideExpiry } from './instruction-rules.ts'
import { findInstruction } from './instruction-store.ts'
import { workOf } from './instruction-work.ts'

/** An answer in time has taken the timer away; one that comes just now wins or is late, by the row's version. */
export const instructionTimers: Record<'instruction.expire', TimerHandler> = {
  'instruction.expire': async (parts, { subject }) => {
    const held = await findInstruction(parts, subject)
    const expired = held && decideExpiry(held)
    return expired && workOf(expired, 'instruction.expired')
  },
}
