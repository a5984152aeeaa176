import { eq } from 'drizzle-orm'
import { orderPhotos } from '#db/schema/orders.ts'
import { communities } from '#db/schema/sites.ts'
import type { Order } from '#shared/orders.ts'
import { change } from '../journal/change.ts'
import { digestOf } from '../journal/system.ts'
import type { TakeReport } from '../live/handler.ts'
import { undone } from '../outage.ts'
import { Refusal } from '../refusal.ts'
import { decideReport } from './order-rules.ts'
import { unknownPhotos } from './order-store.ts'
import { workOf } from './order-work.ts'
import { bindingFor, readPromiseBook } from './promise-book.ts'
import { unknown } from './unknown.ts'

/** The order of a report from outside; the same report again is answered with the same order. */
export const takeReport: TakeReport = async (parts, report, by) => {
  const [place] = await parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities).where(eq(communities.id, report.community))
  if (!place) throw new Refusal('not-found')
  if ((await unknownPhotos(parts, by.id, report.photos)).length > 0) throw unknown('photos')
  const now = parts.now()
  const binding = bindingFor(await readPromiseBook(parts.sql), place, report, now)
  if (!binding) throw unknown('priority')
  const { phone, ...request } = report
  const decision = decideReport(report.id, request, { id: place.id, ...binding.local }, binding.promise, null, now)
  const attached = report.photos.map((id) => change(orderPhotos, { id, version: 1, order: report.id, kind: 'report' }))
  const work = workOf(decision, { reporterPhone: phone, changes: attached })
  const answer = await parts.journal.commit({ ...work, id: report.id, name: 'order.report', by, digest: digestOf('order.report', by.id, report) })
  if (!answer.ok) throw answer.code === 'WF422' ? new Refusal('reused-key') : undone(answer)
  return { order: (answer.reply as { body: Order }).body, cursor: answer.cursor }
}
