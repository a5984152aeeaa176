import type { TimerHandler } from '../live/handler.ts'
import { workOf } from './handover-commands.ts'
import { decideMiss } from './handover-rules.ts'
import { findHandover } from './handover-store.ts'

export const handoverTimers: Record<'handover.take', TimerHandler> = {
  'handover.take': async (parts, { subject }) => {
    const handover = await findHandover(parts, subject)
    const step = handover && decideMiss(handover)
    return step ? workOf(step) : null
  },
}
