import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { drills } from '#db/schema/drills.ts'
import { findings } from '#db/schema/findings.ts'
import { people } from '#db/schema/people.ts'
import { plans } from '#db/schema/plans.ts'
import type { Activation } from '#shared/activations.ts'
import type { Finding } from '#shared/findings.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>
type About = { plan?: string | undefined; activation?: string | undefined; state: 'open' | 'all'; limit: number }

export async function findFinding(parts: Reads, id: string): Promise<Finding | null> {
  const [finding] = await parts.db.select().from(findings).where(eq(findings.id, id))
  return finding ?? null
}

/** Open before closed, soonest due first, then the newest. */
export function readFindings(parts: Reads, communities: readonly string[], { plan, activation, state, limit }: About): Promise<Finding[]> {
  const about = and(
    inArray(findings.community, [...communities]), plan ? eq(findings.plan, plan) : undefined, activation ? eq(findings.activation, activation) : undefined, state === 'open' ? eq(findings.state, state) : undefined,
  )
  return parts.db.select().from(findings).where(about).orderBy(sql`${findings.state} <> 'open'`, sql`${findings.dueOn} nulls last`, desc(findings.at), findings.id).limit(limit)
}

/** What a finding names, as far as it lies in the community; a plan is the company's. */
export async function readNamed(parts: Reads, community: string, named: { activation: string | null; drill: string | null; plan: string | null; owner: string | null }): Promise<Named> {
  const [run, drill, plan, owner] = await Promise.all([
    named.activation ? parts.db.select({ series: activations.series, steps: activations.steps }).from(activations).where(and(eq(activations.id, named.activation), eq(activations.community, community))) : [],
    named.drill ? parts.db.select({ plan: drills.plan }).from(drills).where(and(eq(drills.id, named.drill), eq(drills.community, community))) : [],
    named.plan ? parts.db.select({ series: plans.series }).from(plans).where(eq(plans.series, named.plan)).limit(1) : [],
    named.owner ? parts.db.select({ id: people.id }).from(people).where(and(eq(people.id, named.owner), eq(people.community, community), isNull(people.leftAt))) : [],
  ])
  return { activation: run[0] ?? null, drill: drill[0] ?? null, plan: plan[0] ?? null, owner: owner[0] ?? null }
}

export type Named = { activation: Pick<Activation, 'series' | 'steps'> | null; drill: { plan: string | null } | null; plan: { series: string } | null; owner: { id: string } | null }
