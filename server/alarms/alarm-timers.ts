import type { TimerHandler } from '../live/handler.ts'

export const alarmTimers: Record<string, TimerHandler> = {}
