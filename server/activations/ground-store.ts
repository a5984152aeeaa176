import { and, eq, inArray } from 'drizzle-orm'
import { plans } from '#db/schema/plans.ts'
import type { Activation } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import { kindOf, type Plan, type PlanStep } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'
import { held, type Ground } from './flow-rules.ts'
import { buildingsOf, pointOf, readPool, type PlanPlace } from './place-store.ts'
import { readStaff } from './staff-store.ts'

type Reads = Pick<Parts, 'db' | 'sql'>

/**
 * What a running plan stands on (`now`: epoch milliseconds), and the outlines of the buildings that it is about. `more`: a plan whose
 * steps are about to be put in. What nothing asks for is not read.
 */
export async function groundOf(parts: Reads, activation: Pick<Activation, 'steps'> & PlanPlace, now: number, more: readonly PlanStep[] = []): Promise<Ground & { outlines: LonLat[][] }> {
  const waiting = [...activation.steps.filter(({ state }) => state === 'waiting'), ...more]
  const series = waiting.flatMap(({ block }) => block ?? [])
  const [staff, blocks] = await Promise.all([readStaff(parts, activation.community, now), publishedOf(parts, series)])
  const steps = [...waiting, ...activation.steps, ...blocks.flatMap((plan) => plan.steps)]
  const asks = steps.some((step) => kindOf(step) === 'request')
  const warns = steps.some(({ notify }) => notify?.way === 'cap')
  const [pool, at, about] = await Promise.all([asks ? readPool(parts, activation.community) : [], asks ? pointOf(parts, activation) : null, warns ? buildingsOf(parts, activation) : []])
  const elsewhere = staff.map((one) => ({ ...one, busy: Math.max(0, one.busy - held(activation, one.id)) }))
  return { now, staff: elsewhere, pool, blocks, at, outlines: about.map(({ outline }) => outline) }
}

async function publishedOf({ db }: Reads, series: readonly string[]): Promise<Plan[]> {
  return series.length === 0 ? [] : db.select().from(plans).where(and(inArray(plans.series, [...series]), eq(plans.state, 'published')))
}
