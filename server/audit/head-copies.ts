import type { HeadWay } from '../config.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { readHead } from './chain-store.ts'
import { appendCopy, lastHead } from './head-file.ts'
import { copied } from './head-rules.ts'
import type { Anchor, Head } from './seal-rules.ts'

const every = 60_000
/** The name under which the audit says that it was copied out; on that alone nothing is copied again. */
const act = 'audit.copy'

/** The newest seal, at the start and every minute, and each anchor go where whoever could change the database cannot reach them. */
export class HeadCopies {
  private readonly parts: Parts
  private readonly ways: readonly HeadWay[]
  private readonly file: string
  private readonly rounds: Rounds

  constructor(parts: Parts, ways: readonly HeadWay[], file: string) {
    this.parts = parts
    this.ways = ways
    this.file = file
    this.rounds = new Rounds(every, () => this.round(), parts.log, 'the head of the audit could not be copied')
  }

  /** Resolves when the first copy was made or tried. */
  async start(): Promise<void> {
    await this.round().catch((error: unknown) => this.parts.log.warn({ err: error }, 'the head of the audit could not be copied'))
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  /** One copy by every way for which there is something new. */
  async round(): Promise<void> {
    const head = await readHead(this.parts.sql)
    const newest = await this.newestLine()
    if (!head || newest === null) return
    // One way that fails does not keep the others from being tried.
    const tried = await Promise.allSettled(this.ways.map((way) => (way === 'file' ? this.toFile(head, newest) : this.toOutlet(way, head, newest))))
    for (const one of tried) if (one.status === 'rejected') throw one.reason
  }

  /** Copies by every way what a pruning is about to leave as the audit's beginning. Throws where one of them fails. */
  async anchor(anchor: Anchor): Promise<void> {
    const body = { kind: 'audit.anchor', ...copied(anchor) }
    for (const way of this.ways) {
      if (way === 'file') await appendCopy(this.file, anchor)
      else await this.give(way, idFrom(act, way, anchor.hash, anchor.prunedAt), body, { channel: way, seq: anchor.seq, pruned: true })
    }
  }

  private async toFile(head: Head, newest: number): Promise<void> {
    const last = await lastHead(this.file)
    if (newest > (last?.seq ?? 0)) await appendCopy(this.file, head)
  }

  private async toOutlet(channel: 'syslog' | 'webhook', head: Head, newest: number): Promise<void> {
    if (newest <= (await this.sentBy(channel))) return
    await this.give(channel, idFrom(act, channel, head.hash), { kind: 'audit.head', ...copied(head) }, { channel, seq: head.seq })
  }

  private async give(channel: 'syslog' | 'webhook', id: string, body: Record<string, unknown>, detail: Record<string, unknown>): Promise<void> {
    const answer = await this.parts.journal.commit(
      systemCommand('audit', act, id, {
        changes: [], outlet: [{ id, community: null, channel, body }], reply: {}, community: null, mode: 'real', detail,
      }),
      'bulk',
    )
    if (!answer.ok) throw new Error(`a copy of the audit's head was not given to the outlet: ${answer.message}`)
  }

  private async newestLine(): Promise<number | null> {
    const [row] = await this.parts.sql<{ seq: number }[]>`select seq from audit where name <> ${act} order by seq desc limit 1`
    return row?.seq ?? null
  }

  /** Whichever process sent it. */
  private async sentBy(channel: string): Promise<number> {
    const [row] = await this.parts.sql<{ seq: number }[]>`
      select (detail->>'seq')::bigint as seq from audit where name = ${act} and detail->>'channel' = ${channel} and detail->>'pruned' is null order by seq desc limit 1`
    return row?.seq ?? 0
  }
}
