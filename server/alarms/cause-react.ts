import { v7 } from 'uuid'
import { isActive, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import type { Work } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { systemCommand } from '../journal/system.ts'
import type { Projection, TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { causeOverKey, placeWork, placingsOf } from './cause-place.ts'
import { mayExplain } from './cause-rules.ts'
import { foldedUnder, outBecauseOf, placedBelow } from './cause-store.ts'

/** Alarms that change in one commit. */
const most = 500
/** Each try loses only to somebody who changed one of them. */
const tries = 20

const name = 'causes'

/**
 * Puts alarms where they belong whenever something may have changed it: a thing above them died or came back, a window ended, they
 * themselves came or changed while that was read, or a device was tied anew. It decides on what is there now, so that what is done twice,
 * or by two processes, does nothing the second time, and what lost a race is put right by the fact of whoever won it.
 */
export const causeProjection: Projection = {
  name,
  async apply(parts, from, to, facts) {
    const ids = await concerned(parts, facts)
    for (let i = 0; i < ids.length; i += most) await place(parts, ids.slice(i, i + most), tries)
    const moved = await parts.sql`update consumer set cursor = ${to} where name = ${name} and cursor = ${from} returning 1`
    return moved.length > 0
  },
}

export const causeTimers: Record<'alarm.cause-over', TimerHandler> = {
  'alarm.cause-over': async (parts, { subject }) => {
    const ids = await foldedUnder(parts.sql, [subject], most)
    const work = await placeWork(parts, ids)
    if (!work || ids.length < most) return work
    // More than go into one commit: the rest at once.
    const again = { key: causeOverKey(subject), name: 'alarm.cause-over', subject, dueAt: new Date(parts.now()).toISOString() }
    return { ...work, timers: [...(work.timers ?? []).filter(({ key }) => key !== again.key), again] }
  },
}

/** Alarms of which these facts say, or from which it follows, that they may be in the wrong place. Ids. */
async function concerned({ sql, ...parts }: Parts, facts: readonly Fact[]): Promise<string[]> {
  const alarms = new Map<string, Alarm>()
  const devices = new Set<string>()
  const windows = new Set<string>()
  for (const fact of facts) {
    if (fact.mode !== real) continue
    if (fact.name === 'window.ended') windows.add(fact.body.id)
    else if (fact.name === 'device.connected' || fact.name === 'device.changed' || fact.name === 'device.removed') devices.add(fact.body.id)
    else if (isAlarm(fact)) alarms.set(fact.body.id, fact.body)
  }
  const above = [...alarms.values()].filter(({ kind, device }) => device !== null && mayExplain(kind))
  for (const alarm of above) if (isActive(alarm) && alarm.device) devices.add(alarm.device)
  const over = above.filter((alarm) => !isActive(alarm)).map(({ id }) => id)
  const [moved, below, folded, out] = await Promise.all([
    misplaced({ sql, ...parts }, [...alarms.values()]), placedBelow(sql, [...devices]), foldedUnder(sql, over), outBecauseOf(sql, [...windows]),
  ])
  return [...new Set([...moved, ...below, ...folded, ...out])]
}

const isAlarm = (fact: Fact): fact is Extract<Fact, { name: `alarm.${string}` }> => fact.name.startsWith('alarm.')

/** Most are where they belong: only what is not, as its fact tells, is read again. */
async function misplaced(parts: Parts, alarms: readonly Alarm[]): Promise<string[]> {
  const placings = await placingsOf(parts, alarms.filter(({ device }) => device !== null))
  return placings.map(({ alarm }) => alarm)
}

/** Together, and where somebody is faster each time, in ever smaller parts: one that changes all the time holds no other up. */
async function place(parts: Parts, ids: readonly string[], left: number): Promise<void> {
  const work = await placeWork(parts, ids)
  if (!work || (await committed(parts, work))) return
  if (left === 0) throw new Error('alarms lost every race')
  const half = Math.ceil(ids.length / 2)
  await place(parts, ids.slice(0, half), left - 1)
  if (ids.length > 1) await place(parts, ids.slice(half), left - 1)
}

async function committed(parts: Parts, work: Work): Promise<boolean> {
  const answer = await parts.journal.commit(systemCommand(name, 'alarm.fold', v7(), work), 'bulk')
  if (!answer.ok && !isRace(answer)) throw new Error(`alarms could not be put in their place: ${answer.message}`)
  return answer.ok
}
