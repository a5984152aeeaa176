import { eq } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { routes } from '#db/schema/patrol.ts'
import { communities } from '#db/schema/sites.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import { ReportOrder } from '#shared/orders.ts'
import type { z } from 'zod'
import { plainLine } from '../files/plain-text.ts'
import { idFrom } from '../journal/system.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { decideReport } from './order-rules.ts'
import { findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { bindingFor, readPromiseBook } from './promise-book.ts'

type Reads = Pick<Parts, 'db' | 'sql'>
type Following = { id: string; report: z.input<typeof ReportOrder>; maintenance: string | null }

/** Orders that follow from what happened elsewhere: planned maintenance whose day has come, and what a round found. */
export const orderReaction: Reaction = {
  name: 'order.follow',
  react: async (parts, fact, now) => {
    const following = await followingFrom(parts, fact)
    if (!following || (await findOrder(parts, following.id))) return null
    const request = ReportOrder.parse(following.report)
    const [place] = await parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities).where(eq(communities.id, request.community))
    const binding = place && bindingFor(await readPromiseBook(parts.sql), place, request, now)
    if (!binding) {
      parts.log.error({ fact: fact.name, seq: fact.seq }, 'no promise binds what should become an order')
      return null
    }
    const { steps, timers } = decideReport(following.id, request, { id: place.id, ...binding.local }, binding.promise, null, now)
    return workOf({ steps: steps.map((step) => ({ ...step, order: { ...step.order, maintenance: following.maintenance } })), timers })
  },
}

async function followingFrom(parts: Reads, fact: Fact): Promise<Following | null> {
  if (fact.mode !== real) return null
  if (fact.name === 'maintenance.ordered') return ofMaintenance(parts, fact)
  if (fact.name === 'run.visited') return ofFinding(parts, fact)
  return null
}

async function ofMaintenance({ db }: Reads, { body }: Fact<'maintenance.ordered'>): Promise<Following | null> {
  const { order, community, building, device, category, facility, title, why } = body
  if (!order) return null
  const [machine] = device ? await db.select({ building: devices.building, point: devices.point, name: devices.name }).from(devices).where(eq(devices.id, device)) : []
  return {
    id: order,
    maintenance: body.id,
    report: { community, building: building ?? machine?.building, device, category, facility, title, description: why, place: plainLine(machine?.name.zh ?? '', 120), point: machine?.point, source: 'maintenance' },
  }
}

/** What was seen at a checkpoint lies where the checkpoint is. */
async function ofFinding({ db }: Reads, { body: { id, community, route, visits } }: Fact<'run.visited'>): Promise<Following | null> {
  const visit = visits.at(-1)
  if (!visit?.finding) return null
  const [walked] = await db.select({ name: routes.name, checkpoints: routes.checkpoints }).from(routes).where(eq(routes.id, route))
  const checkpoint = walked?.checkpoints.find(({ key }) => key === visit.checkpoint)
  return {
    id: idFrom('finding', id, visit.checkpoint),
    maintenance: null,
    report: { community, category: visit.finding.category, title: visit.finding.title, description: plainLine(walked?.name.zh ?? '', 400), place: plainLine(checkpoint?.name.zh ?? '', 120), point: checkpoint?.point, source: 'patrol' },
  }
}
