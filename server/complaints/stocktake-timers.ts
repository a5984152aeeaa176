import { stocktakePlans } from '#db/schema/complaints.ts'
import type { StocktakePlan } from '#shared/complaints.ts'
import { real } from '#shared/modes.ts'
import { bilingual } from '#shared/text.ts'
import { change } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { TimerHandler } from '../live/handler.ts'
import { daySent, zoneOfMost } from './plan-rules.ts'
import { coveredBy, findPlan, scopeName } from './plan-store.ts'
import { timerOf } from './stocktake-commands.ts'
import { stocktakeMessage } from './stocktake-message.ts'
import { readStocktake } from './stocktake-store.ts'

/** Takes stock, hands it to the outlet and sets the next day's time, all in one commit. */
export const stocktakeTimers: Record<'stocktake.send', TimerHandler> = {
  'stocktake.send': async (parts, { subject, dueAt }, present) => {
    const plan = await findPlan(parts, subject)
    if (!plan?.enabled) return null
    // The timer fires by the database's clock.
    const now = Math.max(present, Date.parse(dueAt))
    const covered = await coveredBy(parts, plan)
    const day = daySent({ at: plan.at, zone: zoneOfMost(covered.map(({ zone }) => zone)) }, now)
    if (plan.lastDay !== null && day <= plan.lastDay) return { changes: [], timers: [timerOf(plan, covered, now)], reply: null, community: plan.community, mode: real }
    const names = new Map(covered.map(({ id, name }) => [id, name]))
    const [scope, taken] = await Promise.all([scopeName(parts, plan), readStocktake(parts, [...names.keys()], now)])
    const sent: StocktakePlan = { ...plan, version: plan.version + 1, lastDay: day }
    return {
      changes: [change(stocktakePlans, sent, { name: 'stocktake.sent', body: sent })],
      timers: [timerOf(sent, covered, now)],
      outlet: [{ id: idFrom('stocktake', plan.id, day), community: plan.community, channel: 'webhook', body: stocktakeMessage(plan, day, scope, taken, (id) => names.get(id) ?? bilingual('–')) }],
      reply: null, community: plan.community, mode: real, detail: { plan: plan.id, day, open: taken.complaints.length },
    }
  },
}
