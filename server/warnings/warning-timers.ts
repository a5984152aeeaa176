import type { TimerHandler } from '../live/handler.ts'

export const warningTimers: Record<string, TimerHandler> = {}
