import { severities, type Severity } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Command, Work } from '../journal/change.ts'
import { isRace, type Answer, type Journal, type Lane } from '../journal/journal.ts'
import { digestOf, idFrom } from '../journal/system.ts'
import { taken, undone, unknown } from '../live/door-work.ts'
import type { AlarmSaid, Answered, SayAlarms } from '../live/handler.ts'
import { RunQueue } from '../live/run-queue.ts'
import type { Parts } from '../parts.ts'
import type { Source } from './alarm-step.ts'
import { alarmKey, heldOf, idsKey, sourcesByIds } from './alarm-store.ts'
import { workOf } from './alarm-work.ts'
import { asideOf, type Aside } from './aside-store.ts'
import { causeFor } from './cause-rules.ts'
import { continues, decideSaid, type Held } from './raise-rules.ts'
import { readResponses } from './response-book.ts'

/** Each try loses only to another process that won, so this many means something else is wrong. */
const tries = 20

/** A message whose source is known, its place in the call, and the command that it is. */
export type Placed = { at: number; said: AlarmSaid; source: Source; command: (work: Work) => Command }
type Keyed = Placed & { key: string }

const queues = new WeakMap<Journal, RunQueue>()
function queueOf(journal: Journal): RunQueue {
  const queue = queues.get(journal) ?? new RunQueue()
  queues.set(journal, queue)
  return queue
}

/** See `SayAlarms`. The same message again does nothing, and is answered as it was before. */
export const sayAlarms: SayAlarms = async (parts, said, by) => {
  const sources = await sourcesByIds(parts.sql, said.map(idsKey))
  const answers = new Map<number, Answered>()
  const placed: Placed[] = []
  said.forEach((one, at) => {
    const source = sources.get(idsKey(one))
    if (!source) answers.set(at, unknown(one.id, 'community'))
    else if (one.device && !source.device) answers.set(at, unknown(one.id, 'device'))
    else placed.push({ at, said: one, source, command: (work) => ({ ...work, id: one.id, name: 'alarm.said', by, digest: digestOf('alarm.said', by.id, one) }) })
  })
  for (const [at, answer] of await take(parts, placed)) answers.set(at, answer)
  return said.map((one, at) => answers.get(at) ?? taken(one.id, null))
}

/**
 * Takes messages, and answers each by its place. Those about one alarm are taken in the order in which they arrive, within a call and
 * between calls, so that a fault's end never passes its beginning. Calls at the same time share their reading; all of a call's commits
 * go together.
 * @throws Unanswered
 */
export function take(parts: Parts, messages: readonly Placed[]): Promise<Map<number, Answered>> {
  const keyed = messages.map((one): Keyed => ({ ...one, key: keyOf(one) }))
  return queueOf(parts.journal).run(new Set(keyed.map(({ key }) => key)), async () => {
    const answers = new Map<number, Answered>()
    let left = keyed
    for (let i = 0; i < tries && left.length > 0; i++) left = await decide(parts, left, answers)
    if (left.length > 0) throw new Error('alarms lost every race')
    return answers
  })
}

const keyOf = ({ said, source }: Placed): string =>
  alarmKey({ community: source.community, device: source.device?.id ?? null, kind: said.kind, subject: said.subject ?? null, mode: said.mode ?? real })

/**
 * Decides each on what the one before it leaves, hands all to the journal at once, and returns those that lost a race.
 * Where one loses, those after it on the same alarm lose with it, and all of them are decided again.
 */
async function decide(parts: Parts, messages: readonly Keyed[], answers: Map<number, Answered>): Promise<Keyed[]> {
  const now = parts.now()
  const [held, responses] = await Promise.all([heldOf(parts.sql, [...new Set(messages.map(({ key }) => key))], now), readResponses(parts.sql)])
  const asides = await asidesOf(parts, messages, held, now)
  const lanes = lanesOf(messages)
  const commits: Promise<{ one: Keyed; answer: Answer }>[] = []
  for (const one of messages) {
    const { said, source, key } = one
    const before = held.get(key) ?? null
    const { causes, window } = asides.get(originOf(source)) ?? nothingAside
    // Its hash is made only for what is new: most messages of a storm are about what stands.
    const step = decideSaid(before, said, { now, responses, source, get id() { return idFrom('alarm', said.id) }, aside: { cause: causeFor(said.kind, causes), window } })
    if (step) held.set(key, { alarm: step.alarm, chatter: step.chatter ?? (before?.alarm.id === step.alarm.id ? before.chatter : null) })
    const lane = step || messages.some((other) => other !== one && other.key === key) ? lanes.get(key) : 'bulk'
    commits.push(parts.journal.commit(one.command(step ? workOf(step) : nothing(one)), lane).then((answer) => ({ one, answer })))
  }
  const lost: Keyed[] = []
  for (const { one, answer } of await Promise.all(commits)) {
    if (isRace(answer)) lost.push(one)
    else answers.set(one.at, answer.ok ? taken(one.said.id, answer.cursor) : undone(one.said.id, answer))
  }
  return lost
}

/** What changes nothing is remembered as well: coming again later, it might. */
const nothing = ({ source, said }: Placed): Work => ({ changes: [], reply: null, community: source.community, mode: said.mode ?? real })

const nothingAside: Aside = { causes: [], window: null }
const originOf = ({ community, device }: Source): string => device?.id ?? community

/** Read only where something new may begin. */
async function asidesOf(parts: Parts, messages: readonly Keyed[], held: ReadonlyMap<string, Held>, now: number): Promise<ReadonlyMap<string, Aside>> {
  const begins = ({ said, key }: Keyed): boolean => {
    const alarm = held.get(key)?.alarm
    return said.change === 'raised' && (!alarm || alarm.state === 'normal' || !continues(alarm, now))
  }
  const origins = messages.filter(begins).map(({ source }) => ({ community: source.community, device: source.device?.id ?? null }))
  return origins.length > 0 ? asideOf(parts.sql, origins) : new Map()
}

const isUrgent = (severity: Severity): boolean => severities.indexOf(severity) <= severities.indexOf('major')

/** All messages of one alarm in a call go by one lane, else a later one could pass an earlier one. */
function lanesOf(messages: readonly Keyed[]): Map<string, Lane> {
  const lanes = new Map<string, Lane>()
  for (const { key, said } of messages) if (isUrgent(said.severity) || !lanes.has(key)) lanes.set(key, isUrgent(said.severity) ? 'urgent' : 'bulk')
  return lanes
}
