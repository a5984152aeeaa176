import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { real } from '#shared/modes.ts'
import { CannotGoOn } from '../cli.ts'
import type { Command, Work } from '../journal/change.ts'
import { Unanswered, type Answer } from '../journal/journal.ts'
import { systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'

export type Bulk = Omit<Work, 'mode'> & { name: string; id?: string; at?: string }

/** The lane and the size are such that a desk's command waits for one of these at most. */
export async function commitBulk(parts: Pick<Parts, 'journal'>, bulk: Bulk): Promise<Answer> {
  const { name, id = randomUUID(), at, ...work } = bulk
  const command: Command = { ...systemCommand('import', name, id, { ...work, mode: real }), ...(at === undefined ? {} : { at }) }
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
