import type { Order } from '#shared/orders.ts'
import type { TimerChange } from '../journal/change.ts'
import { decideReport, type Report } from './order-rules.ts'
import { bindingFor, type Place, type PromiseBook } from './promise-book.ts'

/** How importers make an order of what was reported at `at` (epoch milliseconds); throws where nothing is promised. */
export const pastOrderMaker = (book: PromiseBook) => (id: string, request: Report, place: Place, at: number): { order: Order; timers: TimerChange[] } => {
  const binding = bindingFor(book, place, request, at)
  if (!binding) throw new Error(`there is no promise for ${request.category} ${request.priority}`)
  const { steps: [first], timers } = decideReport(id, request, { id: place.id, ...binding.local }, binding.promise, null, at)
  if (!first) throw new Error('a report makes an order')
  return { order: first.order, timers }
}
