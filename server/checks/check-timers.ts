import type { TimerHandler } from '../live/handler.ts'
import { wholeActivation } from './check-store.ts'
import { nextHouseholds, opening } from './check-work.ts'

export const checkTimers: Record<'check.open', TimerHandler> = {
  'check.open': async (parts, { subject }, now) => {
    const activation = await wholeActivation(parts, subject)
    return activation?.state === 'running' ? opening(activation, [], await nextHouseholds(parts, activation, now)) : null
  },
}
