import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import type { Projection } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

/** A message that follows from a fact. The same `id` leaves once. `unsent`: why it cannot be sent; it is then kept as failed. */
export type Outgoing = { id: string; community: string | null; mode: string; channel: 'webhook' | 'subscriber'; body: Record<string, unknown>; unsent?: string }
/** What leaves because of these facts. */
export type Follow = (parts: Parts, facts: Fact[], now: number) => Promise<Outgoing[]>

/** Messages and the cursor move in one statement: each is there once, whenever a process dies. Those of a drill are captured. */
export const outgoing = (follows: readonly Follow[]): Projection => ({
  name: 'outgoing',
  apply: async (parts, from, to, facts) => {
    const now = parts.now()
    const messages = (await Promise.all(follows.map((follow) => follow(parts, facts, now)))).flat()
    const rows = messages.map(({ id, community, mode, channel, body, unsent }) => ({
      id, community, mode, channel: mode === real ? channel : 'capture', body, state: mode === real && unsent ? 'failed' : 'waiting', answer: unsent ?? null,
    }))
    const [moved] = await parts.sql<{ moved: boolean }[]>`select follow_facts(${JSON.stringify(rows)}::text::jsonb, ${from}, ${to}) as moved`
    return moved?.moved ?? false
  },
})
