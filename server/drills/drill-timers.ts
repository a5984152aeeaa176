import type { TimerHandler } from '../live/handler.ts'
import { workOf } from './drill-commands.ts'
import { injectTimer, putIn } from './drill-rules.ts'
import { findDrill } from './drill-store.ts'

/** The clock puts in what the script says, unless somebody did by hand before, or the drill is over. */
export const drillTimers: Record<'drill.inject', TimerHandler> = {
  'drill.inject': async (parts, { key, subject }, now) => {
    const held = await findDrill(parts, subject)
    const inject = held?.injects?.find((one) => injectTimer(held.id, one.key) === key)
    const drill = held && inject ? putIn(held, inject.key, now) : null
    return drill && inject ? workOf(drill, 'drill.injected', drill.id, { inject: inject.key }) : null
  },
}
