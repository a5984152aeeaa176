import { v7 } from 'uuid'
import type { Order } from '#shared/orders.ts'

/** A resident's report as one would be, about 900 bytes of JSON. `mark` comes back from the screen to say which one it was. */
export function offeredOrder(community: string, building: string | null, mark: string): Order {
  const now = Date.now()
  return {
    id: v7(), version: 1, number: '1121-7Q4K', community, building, place: '2 单元 1201', point: [120.00012, 30.00034],
    category: 'repair', priority: 'normal', source: 'app', title: '厨房水管漏水', description: mark, reporter: '王女士',
    state: 'reported', assignee: null, alarm: null, reportedAt: new Date(now).toISOString(), assignedAt: null, respondedAt: null,
    arrivedAt: null, finishedAt: null, closedAt: null, respondBy: new Date(now + 20 * 60_000).toISOString(), arriveBy: null,
    finishBy: new Date(now + 720 * 60_000).toISOString(), late: [], mode: 'real',
  }
}
