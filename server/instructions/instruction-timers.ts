import type { TimerHandler } from '../live/handler.ts'

export const instructionTimers: Record<string, TimerHandler> = {}
