import { and, asc, desc, eq, getTableColumns, or, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { checks } from '#db/schema/checks.ts'
import { drills, scores } from '#db/schema/drills.ts'
import { findings } from '#db/schema/findings.ts'
import { factRows } from '#db/schema/journal.ts'
import { outlet } from '#db/schema/outlet.ts'
import type { Activation } from '#shared/activations.ts'
import type { Drill, Score } from '#shared/drills.ts'
import type { Fact } from '#shared/facts.ts'
import type { Finding } from '#shared/findings.ts'
import type { Notice } from '#shared/plans.ts'
import type { Report } from '#shared/reports.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

export async function findActivation(parts: Reads, id: string): Promise<Activation | null> {
  const [activation] = await parts.db.select().from(activations).where(eq(activations.id, id))
  return activation ?? null
}

/** At a time: each holds the whole plan. */
const page = 100

/** All that was told of these entities, in commit order. */
export async function* factsOf(parts: Reads, entities: readonly string[]): AsyncGenerator<Fact> {
  for (let from = 0; ; ) {
    const rows = await parts.db.select().from(factRows).where(and(or(...entities.map((one) => eq(factRows.entity, one))), sql`${factRows.seq} > ${from}`)).orderBy(asc(factRows.seq)).limit(page)
    for (const { entity, ...row } of rows) yield { ...row, id: entity } as Fact
    if (rows.length < page) return
    from = rows.at(-1)?.seq ?? from
  }
}

const { codeHash: _secret, ...drillColumns } = getTableColumns(drills)

export async function findDrill(parts: Reads, id: string): Promise<{ drill: Drill; scores: Score[] } | null> {
  const [[drill], given] = await Promise.all([parts.db.select(drillColumns).from(drills).where(eq(drills.id, id)), parts.db.select().from(scores).where(eq(scores.drill, id))])
  return drill ? { drill, scores: given } : null
}

export function readChecks(parts: Reads, activation: string): Promise<Report['checks']> {
  const { subject, level, state, at } = checks
  return parts.db.select({ subject, level, state, at }).from(checks).where(eq(checks.activation, activation)).orderBy(asc(checks.subject), asc(checks.id))
}

export function readFindings(parts: Reads, activation: string, drill: string | null): Promise<Finding[]> {
  return parts.db.select().from(findings).where(or(eq(findings.activation, activation), drill ? eq(findings.drill, drill) : undefined)).orderBy(desc(findings.at), findings.id)
}

type Body = Pick<Notice, 'to' | 'text'> & { way?: string }

/** What left because of it. */
export async function readMessages(parts: Reads, { id, community }: Activation): Promise<Report['messages']> {
  const rows = await parts.db
    .select({ id: outlet.id, at: outlet.at, body: sql<Body>`${outlet.body}`, state: outlet.state })
    .from(outlet)
    .where(and(eq(outlet.community, community), sql`${outlet.body} ->> 'activation' = ${id}`, sql`${outlet.body} ->> 'kind' = 'plan.notify'`))
    .orderBy(asc(outlet.at), asc(outlet.id))
  return rows.map(({ body, ...row }) => ({ ...row, to: body.to, text: body.text, way: body.way ?? 'gateway' }))
}
