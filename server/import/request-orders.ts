import type { z } from 'zod'
import { orders } from '#db/schema/orders.ts'
import { openClocks, type Order, type PromiseKind, type ReportOrder } from '#shared/orders.ts'
import type { SourceRequest } from '../files/request-row.ts'
import { change, type TimerChange } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Bulk } from './bulk-commit.ts'
import type { Place } from './community-places.ts'

/** How the product makes an order of a report and what it promises; handed in, so that an imported order is made like any other. Throws where nothing is promised. */
export type MakeOrder = (
  id: string,
  request: z.output<typeof ReportOrder>,
  place: Place,
  at: number,
) => { order: Order; timers: TimerChange[] }

export type OrderAt = { community: Place; building: string | null; point: Order['point'] }
export type OrderCommands = { order: Order; report: Bulk; close: Bulk | null }

/** The commands that put a request into the journal as it happened: reported then, and closed then where its source says so. */
export function orderCommands(source: SourceRequest, at: OrderAt, make: MakeOrder, now: number): OrderCommands {
  const { community, building, point } = at
  const category = source.category ?? 'resident-service'
  const id = idFrom('request', community.code, source.key)
  const { place, priority, title, description, reporter, phone } = source
  const request = { community: community.id, building, place, point, category, priority, source: 'import' as const, title, description, reporter, reporterPhone: phone, photos: [] }
  const made = make(id, request, community, source.reportedAt)

  const open = source.closedAt === null
  const order: Order = open ? { ...made.order, late: overdue(made.order, now) } : made.order
  const report: Bulk = {
    id: idFrom('request-report', community.code, source.key),
    name: 'order.import',
    at: order.reportedAt,
    changes: [change(orders, { ...order, reporterPhone: phone }, { name: 'order.reported', body: order })],
    // A clock that ran out before the import would only wake everybody about the past.
    timers: open ? made.timers.filter((timer) => Date.parse(timer.dueAt ?? '') > now) : [],
    reply: null,
    community: community.id,
  }
  return { order, report, close: source.closedAt === null ? null : closing(order, source, source.closedAt) }
}

function closing(order: Order, source: SourceRequest, closedAt: number): Bulk {
  const at = new Date(closedAt).toISOString()
  const late: PromiseKind[] = at > order.finishBy ? ['finish'] : []
  const closed: Order = { ...order, version: order.version + 1, state: 'closed', finishedAt: at, closedAt: at, late }
  return {
    id: idFrom('request-close', order.community, source.key),
    name: 'order.import-close',
    at,
    changes: [change(orders, closed, { name: 'order.closed', body: closed })],
    reply: null,
    community: order.community,
  }
}

function overdue(order: Order, now: number): PromiseKind[] {
  return openClocks(order).flatMap(({ kind, by }) => (Date.parse(by) <= now ? [kind] : []))
}
