import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotGoOn } from '../cli.ts'
import type { Command } from '../journal/change.ts'
import { Unanswered, type Answer } from '../journal/journal.ts'
import type { Parts } from '../parts.ts'
import { sha256 } from './source-id.ts'

/** Who imports: a person with the machine's rights, not a signed-in one. */
export const importer = { kind: 'system', id: 'import', name: '导入 / import' } as const

export type Bulk = Omit<Command, 'id' | 'digest' | 'by' | 'mode'> & { id?: string }

/** The lane and the size are such that a desk's command waits for one of these at most. */
export async function commitBulk(parts: Pick<Parts, 'journal'>, bulk: Bulk): Promise<Answer> {
  const id = bulk.id ?? randomUUID()
  const command: Command = { ...bulk, id, digest: sha256(`${bulk.name}:${id}`), by: importer, mode: 'real' }
  for (let attempt = 1; ; attempt++) {
    try {
      return await parts.journal.commit(command, 'bulk')
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (attempt === 5) throw new CannotGoOn('数据库没有应答。请稍后重新导入，已导入的不会重复。', 'The database does not answer. Import again later: what is in will not be doubled.')
      await sleep(1_000 * attempt)
    }
  }
}
