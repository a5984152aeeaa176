import type { TimerHandler } from '../live/handler.ts'
import { workOf } from './window-commands.ts'
import { decideOver, decideStart } from './window-rules.ts'
import { findWindow } from './window-store.ts'

export const windowTimers: Record<'window.start' | 'window.end', TimerHandler> = {
  'window.start': async (parts, { subject }) => {
    const window = await findWindow(parts, subject)
    const step = window && decideStart(window)
    return step ? workOf(step) : null
  },
  'window.end': async (parts, { subject }, now) => {
    const window = await findWindow(parts, subject)
    const step = window && decideOver(window, now)
    return step ? workOf(step) : null
  },
}
