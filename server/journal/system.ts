import { createHash } from 'node:crypto'
import { v5 } from 'uuid'
import type { Actor } from '#shared/facts.ts'
import type { Command, Work } from './change.ts'

const space = '6f1c1d5e-6a54-4d0b-9a3e-0c1f5a7d2b11'

/** The same words always give the same id, so that what the system does twice is done once. */
export const idFrom = (...words: (string | number)[]): string => v5(words.join('\n'), space)

export const digestOf = (...parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** A command that no person asked for: a timer, a reaction, an importer. `id` is what makes it one. */
export function systemCommand(part: string, name: string, id: string, work: Work): Command {
  const by: Actor = { kind: 'system', id: part, name: part }
  return { ...work, id, name, by, digest: digestOf(part, name, id) }
}
