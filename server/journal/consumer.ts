import type { Logger } from 'pino'
import type { Fact } from '#shared/facts.ts'
import type { Projection, Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { readFacts } from './fact-store.ts'
import { isRace } from './journal.ts'
import type { RecentFacts } from './recent-facts.ts'
import { idFrom, systemCommand } from './system.ts'

const most = 2_000
/** Milliseconds: facts are gathered this long, so that one statement serves many. */
const pause = 250
/** What repeats many times a second is tried again for about a second before it is given up. */
const tries = 20
const longestTry = 100

/** Reads the journal from a cursor of its own, kept in the database, and hands what it finds to `step`. */
export class Consumer {
  private readonly parts: Parts
  private readonly projection: Projection
  private readonly recent: RecentFacts | null
  private readonly rounds: Rounds
  private stopped = false

  /** `recent`: what this process holds of the journal's end. */
  constructor(parts: Parts, projection: Projection, recent: RecentFacts | null = null) {
    this.parts = parts
    this.projection = projection
    this.recent = recent
    this.rounds = new Rounds(pause, async () => void (await this.level()), parts.log, `the consumer ${projection.name} stopped for now`)
  }

  async start(): Promise<void> {
    await this.parts.sql`insert into consumer (name, cursor) values (${this.projection.name}, 0) on conflict do nothing`
    this.rounds.start()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.rounds.stop()
  }

  /** Works until it has seen everything; returns the cursor. */
  async level(): Promise<number> {
    for (;;) {
      const [row] = await this.parts.sql<{ cursor: string }[]>`select cursor from consumer where name = ${this.projection.name}`
      const from = Number(row?.cursor ?? 0)
      // Whoever is level with the tail asks a journal of hundreds of partitions for nothing, four times a second.
      if (this.recent?.end === from) return from
      const facts = this.recent?.after(from, most) ?? (await readFacts(this.parts.sql, from, most))
      const last = facts[facts.length - 1]
      if (!last || this.stopped) return from
      await this.projection.apply(this.parts, from, last.seq, facts)
    }
  }
}

/** All reactions as one consumer: each fact's consequences are committed before the cursor moves past it. */
export function reactionsOf(reactions: Reaction[]): Projection {
  return {
    name: 'reactions',
    async apply(parts, from, to, facts) {
      for (const reaction of reactions) await reaction.ahead?.(parts, facts)
      for (const fact of facts) for (const reaction of reactions) await follow(parts, reaction, fact)
      const moved = await parts.sql`update consumer set cursor = ${to} where name = 'reactions' and cursor = ${from} returning 1`
      return moved.length > 0
    },
  }
}

async function follow(parts: Parts, reaction: Reaction, fact: Fact): Promise<void> {
  for (let i = 0; i < tries; i++) {
    const work = await reaction.react(parts, fact, parts.now())
    if (!work) return
    const answer = await parts.journal.commit(systemCommand(reaction.name, reaction.name, idFrom(reaction.name, fact.seq), work), 'bulk')
    if (answer.ok) return
    if (!isRace(answer)) {
      logRefused(parts.log, reaction.name, fact, answer.message)
      return
    }
    await new Promise((resume) => setTimeout(resume, Math.random() * Math.min(longestTry, 2 ** i)))
  }
  logRefused(parts.log, reaction.name, fact, 'lost every race')
}

function logRefused(log: Logger, name: string, fact: Fact, why: string): void {
  log.error({ reaction: name, seq: fact.seq, fact: fact.name, why }, 'a reaction was refused')
}
