import type { Logger } from 'pino'
import { connect, type Sql } from '#db/client.ts'
import type { Fact } from '#shared/facts.ts'
import type { Command } from './change.ts'

/** `repeated`: the same command had been carried out before, and this is what was answered then. */
export type Done = { ok: true; cursor: number; reply: unknown; repeated: boolean }
/** SQLSTATE of what refused it: WF409 another version or a shift that fell on another, WF422 the id belongs to another command, 23505 not unique, … */
export type Undone = { ok: false; code: string; constraint: string | null; message: string }
export type Answer = Done | Undone

/** As the database says it: the reply only of what had been carried out before, and when it happened of what was carried out now. */
type Told = Undone | (Omit<Done, 'reply'> & { reply?: unknown; at?: string })

/** Whether a failed command may succeed when it is decided again on what is there now. */
export const isRace = (answer: Answer): boolean => !answer.ok && (answer.code === 'WF409' || answer.code === '23505' || answer.code === '40P01')

/** The database did not answer in time: the command may or may not have been carried out. Ask again with the same id. */
export class Unanswered extends Error {}

export type Lane = 'urgent' | 'bulk'
type Waiting = { command: Command; resolve: (answer: Answer) => void; reject: (error: Unanswered) => void; until: number }

const deadline = 7_000
const pause = 200
/** A bulk batch takes some tens of milliseconds: what is urgent waits for one of them at most. */
const batch = { urgent: 500, bulk: 200 } as const

/**
 * The one door for change. One batch is in flight per process; what arrives meanwhile goes together in the next.
 * A batch whose answer was lost is sent again: ids make that safe.
 */
export class Journal {
  private readonly sql: Sql
  private readonly log: Logger
  private readonly onCommit: (facts: Fact[]) => void
  private readonly waiting: Record<Lane, Waiting[]> = { urgent: [], bulk: [] }
  private running: Promise<void> | null = null

  /** `onCommit` is told after every batch that was answered, with the facts that it is known to have made. */
  constructor(url: string, log: Logger, onCommit: (facts: Fact[]) => void) {
    this.sql = connect(url, { max: 1, name: 'watchfloor-journal', role: 'watchfloor_app' })
    this.log = log
    this.onCommit = onCommit
  }

  commit(command: Command, lane: Lane = 'urgent'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting[lane].push({ command, resolve, reject, until: Date.now() + deadline })
      this.running ??= this.run()
    })
  }

  /** Resolves when nothing is in flight any more. */
  async stop(): Promise<void> {
    await this.running
    await this.sql.end({ timeout: 1 })
  }

  private async run(): Promise<void> {
    // What is asked for in the same breath goes together.
    await Promise.resolve()
    for (let taken = this.take(); taken.length > 0; taken = this.take()) await this.settle(taken)
    this.running = null
  }

  private take(): Waiting[] {
    const urgent = this.waiting.urgent.splice(0, batch.urgent)
    return urgent.length > 0 ? urgent.concat(this.waiting.bulk.splice(0, 1)) : this.waiting.bulk.splice(0, batch.bulk)
  }

  private async settle(taken: Waiting[]): Promise<void> {
    let left = taken
    while (left.length > 0) {
      try {
        const answers = await this.call(left.map((one) => one.command))
        const facts: Fact[] = []
        left.forEach((one, i) => {
          const told = answers[i]
          if (!told) return one.reject(new Unanswered('the batch was answered short'))
          if (told.ok && told.at) facts.push(...factsOf(one.command, told.cursor, told.at))
          one.resolve(told.ok && !told.repeated ? { ok: true, cursor: told.cursor, reply: one.command.reply, repeated: false } : (told as Answer))
        })
        this.onCommit(facts)
        return
      } catch (error) {
        if (isRefusal(error)) return this.divide(left, error)
        this.log.warn({ err: error, commands: left.length }, 'a batch was not answered; asking again')
        const now = Date.now()
        for (const one of left) if (one.until <= now) one.reject(new Unanswered('no answer from the database'))
        left = left.filter((one) => one.until > now)
        await new Promise((resume) => setTimeout(resume, pause))
      }
    }
  }

  /** Text that the database cannot hold fails a whole call: the halves are tried apart until the culprit stands alone. */
  private async divide(refused: Waiting[], { code, message }: { code: string; message: string }): Promise<void> {
    const [only, ...others] = refused
    if (only && others.length === 0) return only.resolve({ ok: false, code, constraint: null, message })
    const half = Math.ceil(refused.length / 2)
    await this.settle(refused.slice(0, half))
    await this.settle(refused.slice(half))
  }

  private async call(commands: Command[]): Promise<Told[]> {
    const batch = JSON.stringify(commands)
    const [row] = await this.sql<{ result: { answers: Told[] } }[]>`select journal_commit(${batch}::text::jsonb) as result`
    return row?.result.answers ?? []
  }
}

/** SQLSTATE class 22: the data itself is at fault, and always will be. */
const isRefusal = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('22')

/** The facts of a command that was carried out now: their numbers end with its cursor. */
function factsOf(command: Command, cursor: number, at: string): Fact[] {
  const facts = command.changes.flatMap((change) => change.fact ?? [])
  return facts.map(
    ({ name, community, body }, i) =>
      ({
        seq: cursor - facts.length + 1 + i, at: new Date(at).toISOString(), name, id: body.id, version: body.version,
        community: community?.toLowerCase() ?? null, mode: command.mode, by: command.by, command: command.id, body,
      }) as Fact,
  )
}
