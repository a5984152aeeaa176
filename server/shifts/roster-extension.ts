import { and, eq, gte, isNull, lt, or } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { rosters } from '#db/schema/rosters.ts'
import { communities } from '#db/schema/sites.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { dayAfter } from '../timers/local-days.ts'
import { due, shiftChange, span, toMake } from './roster-making.ts'
import { plannedOf, shiftsMadeBy, type RosterRow } from './roster-store.ts'

const every = 15 * 60_000
const soon = 5_000
const atOnce = 200

/** Keeps the shifts of all rosters made ahead. Any number of processes may run it: a roster moves on in one commit, which only one of them wins. */
export class RosterExtension {
  private readonly parts: Parts
  private readonly rounds: Rounds
  private stopped = false

  constructor(parts: Parts) {
    this.parts = parts
    this.rounds = new Rounds(every, () => this.round(), parts.log, 'rosters were not extended')
  }

  start(): void {
    this.rounds.start(soon)
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.rounds.stop()
  }

  /** Extends every roster that is behind the clock of its community. */
  async round(): Promise<void> {
    const zones = await this.parts.db.selectDistinct({ zone: communities.zone }).from(communities)
    for (const { zone } of zones) {
      const { to } = span(zone, this.parts.now())
      for (let last = ''; !this.stopped; ) {
        const behind = await this.behind(zone, to, last)
        await Promise.all(behind.map((roster) => this.extend(roster, zone)))
        last = behind.at(-1)?.id ?? ''
        if (behind.length < atOnce) break
      }
    }
  }

  private async behind(zone: string, to: string, after: string): Promise<RosterRow[]> {
    const found = await this.parts.db
      .select({ roster: rosters })
      .from(rosters)
      .innerJoin(communities, eq(communities.id, rosters.community))
      .innerJoin(people, eq(people.id, rosters.person))
      .where(
        and(
          eq(communities.zone, zone),
          isNull(people.leftAt),
          or(isNull(rosters.madeTo), lt(rosters.madeTo, to)),
          or(isNull(rosters.until), isNull(rosters.madeTo), gte(rosters.until, rosters.madeTo)),
          ...(after === '' ? [] : [gte(rosters.id, after)]),
        ),
      )
      .orderBy(rosters.id)
      .limit(atOnce)
    return found.map(({ roster }) => roster)
  }

  private async extend(roster: RosterRow, zone: string): Promise<void> {
    const { work, to } = await extensionOf(this.parts, roster, zone, this.parts.now())
    const command = systemCommand('rosters', 'roster.extend', idFrom('roster.extend', roster.id, roster.version, to), work)
    const answer = await this.parts.journal.commit(command, 'bulk')
    // Another process, or whoever changed the roster, was faster: the next round sees what is left to do.
    if (!answer.ok) this.parts.log.debug({ roster: roster.id, code: answer.code }, 'a roster was not extended')
  }
}

/** The shifts that a roster lacks until `to`, the last local day of now's span, and that day kept with it, in one commit. */
export async function extensionOf(parts: Pick<Parts, 'db'>, row: RosterRow, zone: string, now: number): Promise<{ work: Work; to: string }> {
  const { madeTo, ...roster } = row
  const { from, to } = span(zone, now)
  const at = new Date(now).toISOString()
  const [held, others] = await Promise.all([shiftsMadeBy(parts, roster.id, at), plannedOf(parts, [roster.person], at)])
  const wanted = due(roster, zone, madeTo === null || madeTo < from ? from : dayAfter(madeTo, 1), to, now)
  const { made, skipped } = toMake(roster, wanted, held, others)
  return {
    to,
    work: {
      changes: [change(rosters, { id: roster.id, version: roster.version + 1, madeTo: to }), ...made.map(shiftChange)],
      reply: null,
      community: roster.community,
      mode: 'real',
      detail: { id: roster.id, to, shifts: made.length, ...(skipped > 0 ? { skipped } : {}) },
    },
  }
}
