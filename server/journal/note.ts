import { v7 } from 'uuid'
import type { Actor } from '#shared/facts.ts'
import type { Parts } from '../parts.ts'
import type { Lane } from './journal.ts'

export type Note = { name: string; by: Actor; community: string | null; outcome: 'done' | 'refused'; detail: Record<string, unknown> }

/**
 * A line in the audit for what changed nothing: a refusal, a sign-in, a look at personal data, a file taken away.
 * @throws where the line could not be written
 */
export async function note(parts: Pick<Parts, 'journal'>, { name, by, community, outcome, detail }: Note, lane: Lane = 'urgent'): Promise<void> {
  const answer = await parts.journal.commit({ id: v7(), name, digest: '', by, changes: [], reply: null, community, mode: 'real', outcome, detail: storable(detail) }, lane)
  if (!answer.ok) throw new Error(`not in the audit: ${answer.message}`)
}

/** What somebody typed into an address may hold what PostgreSQL has no letter for. */
const storable = (detail: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '\uFFFD')).toString() : value]))

/** The same where the one who asks is answered without waiting for it. */
export function noteLater(parts: Pick<Parts, 'journal' | 'log'>, written: Note): void {
  note(parts, written, 'bulk').catch((error: unknown) => parts.log.error({ err: error, name: written.name }, 'not in the audit'))
}
