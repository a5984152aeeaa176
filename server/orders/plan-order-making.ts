import { eq } from 'drizzle-orm'
import { communities } from '#db/schema/sites.ts'
import { ReportOrder, type Order } from '#shared/orders.ts'
import type { Parts } from '../parts.ts'
import { instantOf, dayAfter } from '../timers/local-days.ts'
import { decideReassign, decideReport } from './order-rules.ts'
import type { Decision } from './order-step-rules.ts'
import { timersBetween } from './order-timer-rules.ts'
import { termsOf } from './promise-rules.ts'
import { bindingFor, readPromiseBook } from './promise-book.ts'
import type { Following } from './plan-order-rules.ts'

/** `mode`: real or a drill's id; `owner`: whose it is from the beginning; `dueOn`: the day (of the community's) by whose end it is to be done. */
type Besides = { mode: string; owner?: string | null; dueOn?: string | null }

/** Makes orders of a community as the system does; null, and a line in the log, where nothing is promised of such a matter. */
export async function followingMaker(parts: Parts, community: string, now: number): Promise<(following: Following, besides: Besides) => Decision | null> {
  const [[place], book] = await Promise.all([
    parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities).where(eq(communities.id, community)),
    readPromiseBook(parts.sql),
  ])
  return ({ id, report, titleEn }, { mode, owner, dueOn }) => {
    const request = ReportOrder.parse(report)
    const binding = place && bindingFor(book, place, request, now)
    if (!binding) {
      parts.log.error({ order: id, community }, 'no promise binds what should become an order')
      return null
    }
    const terms = termsOf(binding.promise)
    const [reported] = decideReport(id, request, { id: place.id, ...binding.local }, binding.promise, null, now).steps
    if (!reported) return null
    const first = { ...reported, order: { ...reported.order, titleEn, mode, ...(dueOn ? agreed(dueOn, place.zone, now) : {}) } }
    const steps = owner ? [first, ...decideReassign(first.order, { assignee: owner }, { terms, now }).steps] : [first]
    return { steps, timers: timersBetween(null, steps.at(-1)?.order ?? first.order, terms) }
  }
}

/** A date that was set in the past is no promise any more. */
function agreed(day: string, zone: string, now: number): Partial<Order> {
  const end = instantOf(dayAfter(day), '00:00', zone)
  return end > now ? { agreed: new Date(end).toISOString(), finishBy: new Date(end).toISOString() } : {}
}
