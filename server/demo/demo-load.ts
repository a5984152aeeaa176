import { makeDemo, type Demo } from '#db/demo/demo.ts'
import { planPast } from '#db/demo/drill-past.ts'
import { makeHistory } from '#db/demo/history.ts'
import { day } from '#db/demo/local-time.ts'
import { demoUsers } from '#db/demo/users.ts'
import { promises } from '#db/schema/promises.ts'
import type { Command } from '../journal/change.ts'
import { Unanswered, type Answer } from '../journal/journal.ts'
import type { Parts } from '../parts.ts'
import { catalogueCommands, loadCommand, shiftCommands } from './catalogue-load.ts'
import { heldBefore, pastCommands } from './past-load.ts'
import { loadReadings } from './readings-load.ts'
import { loadUsers } from './user-load.ts'

const historyDays = 90
const sinceOpening = (historyDays + 1) * day
/** Commands given to the journal at a time. */
const window = 500
/** The same of those that hold a hundred rows each: what is given together is one statement, which must end in time. */
const windowOfRows = 20
/** Days whose partitions are made in one statement. */
const span = 10

/**
 * Makes the demo company where the database is empty, and in any case plans its shifts up to a fortnight ahead.
 * Ids come from a seed, so a load that was broken off is taken up where it stopped. `days`: how long the history is.
 */
export async function loadDemo(parts: Parts, now: number, say: (line: string) => void, days = historyDays): Promise<Demo> {
  const demo = makeDemo({ now })
  if (!(await isLoaded(parts))) {
    say('Making the demo region, about half a minute / 正在生成演示区域，约半分钟')
    await makeCompany(parts, (await begunAt(parts)) ?? now, days)
  }
  await commitAll(parts, shiftCommands(await besidePlanned(parts, demo, now), now))
  return demo
}

/** Its shifts but for those of somebody who is planned otherwise at that time: whoever tries the demo goes before its maker. */
async function besidePlanned({ sql }: Parts, demo: Demo, now: number): Promise<Demo> {
  const own = new Set(demo.shifts.map(({ id }) => id))
  const rows = await sql<{ id: string; person: string; from: string; to: string }[]>`
    select id, person_id as person, starts_at as "from", ends_at as "to" from shift where state = 'planned' and ends_at > ${new Date(now).toISOString()}`
  const taken = new Map<string, typeof rows[number][]>()
  for (const row of rows) if (!own.has(row.id)) taken.set(row.person, [...(taken.get(row.person) ?? []), row])
  const free = ({ person, startsAt, endsAt }: Demo['shifts'][number]) =>
    !taken.get(person)?.some(({ from, to }) => Date.parse(from) < Date.parse(endsAt) && Date.parse(startsAt) < Date.parse(to))
  return { ...demo, shifts: demo.shifts.filter(free) }
}

async function makeCompany(parts: Parts, now: number, days: number): Promise<void> {
  const demo = makeDemo({ now })
  const opened = now - sinceOpening
  await makePartitions(parts, opened, now)
  await loadUsers(parts, demoUsers(demo), now)
  const past = makeHistory(demo, { days, now, promises: await parts.db.select().from(promises) })
  const told = pastCommands(demo, past)
  const old = past.findIndex((fact) => fact.at >= now - 2 * day)
  await commitAll(parts, catalogueCommands(demo, opened), windowOfRows)
  await commitAll(parts, heldBefore(planPast(demo, { now, from: now - days * day }).before, opened))
  await loadReadings(parts, demo, now, days)
  await commitAll(parts, [...told.slice(0, old), ...shiftCommands(demo, now - 2 * day), ...told.slice(old), doneCommand(now)])
}

/** A load that was broken off goes on with the moment it began with: the region opened a fixed time before it. */
async function begunAt({ sql }: Parts): Promise<number | null> {
  const [row] = await sql<{ at: string }[]>`select at from fact where name = 'region.opened' order by seq limit 1`
  return row ? Date.parse(row.at) + sinceOpening : null
}

async function isLoaded({ sql }: Parts): Promise<boolean> {
  return (await sql`select from command where id = ${doneCommand(0).id}`).length > 0
}

const doneCommand = (at: number): Command => loadCommand('done', at, [])

async function makePartitions({ sql }: Parts, from: number, to: number): Promise<void> {
  const date = (at: number) => new Date(at).toISOString().slice(0, 10)
  for (let at = from; at < to; at += span * day) await sql`select make_partitions(${date(at)}::date, ${date(Math.min(to, at + span * day))}::date)`
}

/** A machine that is slow for a moment is asked again: ids make that safe. */
const asks = 5

async function committed({ journal }: Parts, command: Command): Promise<Answer> {
  for (let asked = 1; ; asked++) {
    try {
      return await journal.commit(command)
    } catch (error) {
      if (!(error instanceof Unanswered) || asked === asks) throw error
    }
  }
}

async function commitAll(parts: Parts, commands: readonly Command[], atOnce = window): Promise<void> {
  for (let from = 0; from < commands.length; from += atOnce) {
    const some = commands.slice(from, from + atOnce)
    const answers = await Promise.all(some.map((command) => committed(parts, command)))
    answers.forEach((answer, i) => {
      if (!answer.ok) throw new Error(`the demo could not be made: ${some[i]?.name}: ${answer.message}`)
    })
  }
}
