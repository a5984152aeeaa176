import { and, eq, inArray } from 'drizzle-orm'
import { plans } from '#db/schema/plans.ts'
import type { Activation } from '#shared/activations.ts'
import { kindOf, type Plan, type PlanStep } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'
import { held, type Ground } from './flow-rules.ts'
import type { Where } from './cap-message.ts'
import { pointOf, readPool, whereOf, type PlanPlace } from './place-store.ts'
import { readStaff } from './staff-store.ts'

type Reads = Pick<Parts, 'db' | 'sql'>

/**
 * What a running plan stands on (`now`: epoch milliseconds), and where that is, as public warnings say it. `more`: a plan whose
 * steps are about to be put in. What nothing asks for is not read.
 */
export async function groundOf(parts: Reads, activation: Pick<Activation, 'steps'> & PlanPlace, now: number, more: readonly PlanStep[] = []): Promise<Ground & { where: Where | null }> {
  const waiting = [...activation.steps.filter(({ state }) => state === 'waiting'), ...more]
  const series = waiting.flatMap(({ block }) => block ?? [])
  const [staff, blocks] = await Promise.all([readStaff(parts, activation.community, now), publishedOf(parts, series)])
  const steps = [...waiting, ...activation.steps, ...blocks.flatMap((plan) => plan.steps)]
  const asks = steps.some((step) => kindOf(step) === 'request')
  const warns = steps.some(({ notify }) => notify?.way === 'cap')
  const [pool, at, where] = await Promise.all([asks ? readPool(parts, activation.community) : [], asks ? pointOf(parts, activation) : null, warns ? whereOf(parts, activation) : null])
  const elsewhere = staff.map((one) => ({ ...one, busy: Math.max(0, one.busy - held(activation, one.id)) }))
  return { now, staff: elsewhere, pool, blocks, at, where }
}

async function publishedOf({ db }: Reads, series: readonly string[]): Promise<Plan[]> {
  return series.length === 0 ? [] : db.select().from(plans).where(and(inArray(plans.series, [...series]), eq(plans.state, 'published')))
}
