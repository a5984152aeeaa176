import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { readShiftChanges, type ShiftChange } from './handover-change-store.ts'
import { workOf } from './handover-commands.ts'
import { decideOpen } from './handover-rules.ts'

const pause = 5_000
/** Sheets written at a time: at the full hour a whole company changes its shift. */
const most = 200

/** Writes a sheet for every change of a community's duty manager, once however many processes watch. */
export class HandoverWatch {
  private readonly parts: Parts
  private readonly rounds: Rounds

  constructor(parts: Parts) {
    this.parts = parts
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'changes of shift could not be read')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  async round(): Promise<void> {
    for (let more = true; more; ) {
      const changes = await readShiftChanges(this.parts.sql, this.parts.now(), most)
      const opened = await Promise.all(changes.map((one) => this.open(one)))
      more = changes.length === most && opened.some(Boolean)
    }
  }

  /** False where it could not be written; the next round tries again. Another process that wrote it first is as good. */
  private async open(change: ShiftChange): Promise<boolean> {
    const step = decideOpen(change, this.parts.now())
    const command = systemCommand('handovers', 'handover.open', idFrom('handover.open', change.community, change.at), workOf(step))
    const answer = await this.parts.journal.commit(command, 'bulk')
    if (!answer.ok && answer.code !== '23505') this.parts.log.error({ community: change.community, at: change.at, why: answer.message }, 'a handover could not be opened')
    return answer.ok
  }
}
