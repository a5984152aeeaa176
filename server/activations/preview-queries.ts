import { and, count, eq, inArray } from 'drizzle-orm'
import { households } from '#db/schema/households.ts'
import type { CareLevel, CareCounts } from '#shared/households.ts'
import { see } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { checkBuildings, findPlan, findRunning } from './activation-store.ts'
import { groundOf } from './ground-store.ts'
import { moverOf } from './mover-store.ts'
import { buildingsOf, pointOf, readPool, type PlanPlace } from './place-store.ts'
import { needsPreviewed, stepsPreviewed } from './preview-rules.ts'
import { decideStart, placeOf, takesTwo } from './start-rules.ts'
import { wrong } from './step-refusals.ts'

export const previewQueries: QueryHandlers<'activationPreview'> = { activationPreview: preview }

/** What starting it would do, by the rules that start it; nothing is started. */
async function preview(parts: Parts, { body, caller, now }: Ask<'activationPreview'>) {
  const { id: community } = await see(parts, caller, 'activationPreview', body.community)
  const plan = await findPlan(parts, body.plan)
  if (!plan) throw wrong('plan')
  const place = placeOf({ ...body, community })
  await checkBuildings(parts, { ...body, community })

  const [ground, about, pool, at, running] = await Promise.all([
    groundOf(parts, { ...place, steps: [] }, now, plan.steps), buildingsOf(parts, place), readPool(parts, community), pointOf(parts, place), findRunning(parts, { series: plan.series, ...place, drill: body.drill }),
  ])
  const by = moverOf(caller)
  const request = { plan: plan.id, ...place, place: '', drill: body.drill, reason: '' }
  // As in a drill, which asks nobody: what is to be seen is what it does once it is agreed to.
  const [begun] = decideStart(plan.id, plan, request, { mode: plan.id, by, commander: by }, ground).told
  return {
    steps: begun ? stepsPreviewed(plan.steps, begun.activation, ground.staff) : [],
    care: await careAt(parts, place, about.map(({ id }) => id)),
    buildings: about.map(({ id }) => id),
    resources: needsPreviewed(plan.resources, pool, at, now),
    running: running?.id ?? null,
    asks: !body.drill && takesTwo(plan, ground.blocks),
  }
}

/** Households on file at a place, all of the community where it names no building. */
async function careAt({ db }: Parts, place: PlanPlace, about: string[]): Promise<CareCounts> {
  const whole = about.length === 0 && !place.area
  const rows = await db.select({ level: households.level, households: count() }).from(households)
    .where(whole ? eq(households.community, place.community) : and(eq(households.community, place.community), inArray(households.building, about))).groupBy(households.level)
  const of = (level: CareLevel): number => rows.find((row) => row.level === level)?.households ?? 0
  return { red: of('red'), yellow: of('yellow'), green: of('green') }
}
