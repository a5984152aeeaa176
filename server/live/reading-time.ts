import { skewTold } from '#shared/alarms.ts'

/** Whether a value came so long after it was measured that it is history only. Epoch milliseconds. */
export const timeIsLate = ({ at, receivedAt }: { at: number; receivedAt: number }): boolean => at < receivedAt - skewTold.behind
