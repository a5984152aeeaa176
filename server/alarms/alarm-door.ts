import { severities, type Alarm, type Severity } from '#shared/alarms.ts'
import type { DoorAlarm } from '#shared/doors.ts'
import { isRace, type Answer, type Journal, type Lane } from '../journal/journal.ts'
import { idFrom } from '../journal/system.ts'
import { doorCommand, noteHeard, taken, undone, unknown } from '../live/door-work.ts'
import type { Answered, DoorHandler, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { workOf } from './alarm-commands.ts'
import { AlarmQueue } from './alarm-queue.ts'
import { decideMessage, type Source } from './alarm-rules.ts'
import { alarmKey, sourceKey, sourcesOf, standingOf } from './alarm-store.ts'

/** Each try loses only to another process that won, so this many means something else is wrong. */
const tries = 20

/** A message whose source is known, and its place in the call. */
type Placed = { at: number; message: DoorAlarm; source: Source; key: string }

const queues = new WeakMap<Journal, AlarmQueue>()
function queueOf(journal: Journal): AlarmQueue {
  const queue = queues.get(journal) ?? new AlarmQueue()
  queues.set(journal, queue)
  return queue
}

/**
 * Changes of alarms. Messages of one device and kind are taken in the order in which they arrive, within a call and between calls,
 * so that a fault's end never passes its beginning. Calls at the same time share their reading; all of a call's commits go together.
 */
export const takeAlarms: DoorHandler<'alarms'> = (parts, messages, from) => {
  const names = new Set(messages.map((message) => `${sourceKey(message)}\u001f${message.kind}`))
  return queueOf(parts.journal).run(names, () => take(parts, messages, from))
}

async function take(parts: Parts, messages: DoorAlarm[], from: KeyHolder): Promise<Answered[]> {
  const { answers, placed } = await place(parts, messages, from)
  let left = placed
  for (let i = 0; i < tries && left.length > 0; i++) left = await decide(parts, left, from, answers)
  if (left.length > 0) throw new Error('alarms lost every race')
  await noteHeard(parts, 'alarms', placed.map(({ source }) => source.community))
  return messages.map((message, at) => answers.get(at) ?? taken(message.id, null))
}

/** A key that is bound to one community knows no other. */
async function place(parts: Parts, messages: DoorAlarm[], from: KeyHolder): Promise<{ answers: Map<number, Answered>; placed: Placed[] }> {
  const sources = await sourcesOf(parts.sql, messages.map(sourceKey))
  const answers = new Map<number, Answered>()
  const placed: Placed[] = []
  messages.forEach((message, at) => {
    const source = sources.get(sourceKey(message))
    if (!source || (from.community && source.community !== from.community)) answers.set(at, unknown(message.id, 'community'))
    else if (message.device && !source.device) answers.set(at, unknown(message.id, 'device'))
    else placed.push({ at, message, source, key: alarmKey(source, message.kind) })
  })
  return { answers, placed }
}

/**
 * Decides each on what the one before it leaves, hands all to the journal at once, and returns those that lost a race.
 * Where one loses, those after it on the same alarm lose with it, and all of them are decided again.
 */
async function decide(parts: Parts, placed: Placed[], from: KeyHolder, answers: Map<number, Answered>): Promise<Placed[]> {
  const now = parts.now()
  const keys = new Set(placed.map(({ key }) => key))
  const found = await standingOf(parts.sql, [...keys])
  const standing = new Map<string, Alarm>()
  for (const key of keys) stand(standing, key, found.get(key) ?? null)
  const lanes = lanesOf(placed)
  const commits: Promise<{ one: Placed; answer: Answer }>[] = []
  for (const one of placed) {
    const step = decideMessage(standing.get(one.key) ?? null, one.message, one.source, idFrom('alarm', one.message.id), now)
    if (!step) {
      answers.set(one.at, taken(one.message.id, null))
      continue
    }
    stand(standing, one.key, step.alarm)
    const command = doorCommand('alarms', from, one.message, workOf(step))
    commits.push(parts.journal.commit(command, lanes.get(one.key)).then((answer) => ({ one, answer })))
  }
  const lost: Placed[] = []
  for (const { one, answer } of await Promise.all(commits)) {
    if (isRace(answer)) lost.push(one)
    else answers.set(one.at, answer.ok ? taken(one.message.id, answer.cursor) : undone(one.message.id, answer))
  }
  return lost
}

function stand(standing: Map<string, Alarm>, key: string, alarm: Alarm | null): void {
  if (!alarm || alarm.state === 'normal') standing.delete(key)
  else standing.set(key, alarm)
}

const isUrgent = (severity: Severity): boolean => severities.indexOf(severity) <= severities.indexOf('major')

/** All messages of one alarm in a call go by one lane, else a later one could pass an earlier one. */
function lanesOf(placed: readonly Placed[]): Map<string, Lane> {
  const lanes = new Map<string, Lane>()
  for (const { key, message } of placed) if (isUrgent(message.severity) || !lanes.has(key)) lanes.set(key, isUrgent(message.severity) ? 'urgent' : 'bulk')
  return lanes
}
