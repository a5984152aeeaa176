import type { Projection } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { readFacts } from './fact-store.ts'

const most = 5_000

/** Hands a projection every fact after its cursor until it has seen them all. */
export async function replay(parts: Parts, projection: Projection): Promise<void> {
  for (;;) {
    const [row] = await parts.sql<{ cursor: number }[]>`select cursor from consumer where name = ${projection.name}`
    const from = row?.cursor ?? 0
    const facts = await readFacts(parts.sql, from, most)
    const last = facts.at(-1)
    if (!last) return
    await projection.apply(parts, from, last.seq, facts)
  }
}
