import type { TimerHandler } from '../live/handler.ts'

export const windowTimers: Record<string, TimerHandler> = {}
