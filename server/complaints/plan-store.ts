import { eq } from 'drizzle-orm'
import { stocktakePlans } from '#db/schema/complaints.ts'
import { communities, regions } from '#db/schema/sites.ts'
import type { StocktakePlan } from '#shared/complaints.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>
export type Covered = { id: string; zone: string; name: Bilingual }

/** There is one plan for each scope. */
export const planIdOf = ({ region, community }: Pick<StocktakePlan, 'region' | 'community'>): string => idFrom('stocktake-plan', region ?? '', community ?? '')

export async function findPlan({ db }: Reads, id: string): Promise<StocktakePlan | null> {
  const [plan] = await db.select().from(stocktakePlans).where(eq(stocktakePlans.id, id))
  return plan ?? null
}

export const allPlans = ({ db }: Reads): Promise<StocktakePlan[]> => db.select().from(stocktakePlans)

/** The communities that a plan is about; none where there is no such region or community. */
export const coveredBy = ({ db }: Reads, { region, community }: Pick<StocktakePlan, 'region' | 'community'>): Promise<Covered[]> =>
  db
    .select({ id: communities.id, zone: communities.zone, name: communities.name })
    .from(communities)
    .where(community ? eq(communities.id, community) : region ? eq(communities.region, region) : undefined)

export async function scopeName({ db }: Reads, plan: Pick<StocktakePlan, 'region' | 'community'>): Promise<Bilingual> {
  const table = plan.community ? communities : regions
  const id = plan.community ?? plan.region
  if (!id) return { zh: '全公司', en: 'Whole company' }
  const [row] = await db.select({ name: table.name }).from(table).where(eq(table.id, id))
  return row?.name ?? bilingual('–')
}
