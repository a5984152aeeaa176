import { randomUUID } from 'node:crypto'
import { warnings } from '#db/schema/warnings.ts'
import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import type { CapMessage } from '../ingest/cap-message.ts'
import type { TakeWarning, WarningTaken } from '../ingest/cap-routes.ts'
import { change, type Change, type TimerChange, type Work } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf, idFrom } from '../journal/system.ts'
import type { KeyHolder, SayAlarms } from '../live/handler.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { settleAlarms } from './warning-alarms.ts'
import { communitiesIn } from './warning-area-rules.ts'
import { decideWarning, endOf, isContent, keysOf, nameKey, type KeptWarning } from './warning-rules.ts'
import { feedOf, groundsOf, warningsByIds } from './warning-store.ts'
import { onWire } from './warning-view.ts'

const tries = 20
/** Should this process end before all alarms are said, a timer says them. Milliseconds. */
const settledAfter = 10_000

/** Keeps what a message says of warnings, then says the alarms that follow. The same message again finds nothing to change, and says the same. */
export const takeWarning = (say: SayAlarms): TakeWarning => {
  // Those that name the same warnings would overtake each other again and again, when they are kept and when their alarms are said. They are too few to be worth telling apart.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  return (parts, message, from) => take(parts, message, from, say, inTurn)
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

async function take(parts: Parts, message: CapMessage, from: KeyHolder, say: SayAlarms, inTurn: InTurn): Promise<WarningTaken> {
  const by: Actor = { kind: 'key', id: from.id, name: from.name }
  const areas = message.infos.flatMap((info) => info.areas)
  const communities = message.type === 'cancel' || message.allClear ? [] : communitiesIn(areas, await groundsOf(parts, from.community))
  const feed = await feedOf(parts, from)
  const { rows, cursor } = await inTurn(async () => {
    const now = await kept(parts, message, { feed, communities }, by)
    await settleAlarms(parts, say, [...new Set(now.rows.map(({ subject }) => subject))], by)
    return now
  })
  const own = rows.find((row) => nameKey(row) === nameKey(message) && isContent(row))
  return { id: own?.id ?? null, cursor, communities: own?.communities.length ?? 0, standing: own?.state === 'standing' }
}

/** The warnings that the message is about, as it leaves them. */
async function kept(parts: Parts, message: CapMessage, place: { feed: string; communities: string[] }, by: Actor): Promise<{ rows: KeptWarning[]; cursor: number | null }> {
  const ids = keysOf(message).map((key) => idFrom('warning', place.feed, ...key.split('\u001f')))
  for (let i = 0; i < tries; i++) {
    const now = parts.now()
    const held = new Map((await warningsByIds(parts, ids)).map((row) => [nameKey(row), row]))
    const changed = decideWarning(message, held, { ...place, now })
    const rows = [...new Map([...held, ...changed.map((row): [string, KeptWarning] => [nameKey(row), row])]).values()]
    if (changed.length === 0) return { rows, cursor: null }
    const answer = await parts.journal.commit({ ...workOf(changed, held, now), id: randomUUID(), name: 'warning.received', by, digest: digestOf('warning.received', by.id, message) })
    if (answer.ok) return { rows, cursor: answer.cursor }
    if (!isRace(answer)) throw undone(answer)
  }
  throw new Error('a warning lost every race')
}

function workOf(changed: readonly KeptWarning[], held: ReadonlyMap<string, KeptWarning>, now: number): Work {
  return {
    changes: changed.map((row) => changeOf(row, held.get(nameKey(row)) ?? null)),
    timers: changed.flatMap((row) => timersOf(row, now)),
    reply: null,
    community: null,
    mode: real,
    detail: { warnings: changed.map(({ id, state }) => ({ id, state })) },
  }
}

function changeOf(row: KeptWarning, before: KeptWarning | null): Change {
  const told = isContent(row) && (!before || !isContent(before) || before.sentAt !== row.sentAt || before.state !== row.state)
  return change(warnings, row, told ? { name: row.state === 'standing' ? 'warning.received' : 'warning.ended', body: onWire(row) } : undefined)
}

export const expiryKey = (id: string): string => `warning.expire:${id}`
export const settleTimer = (id: string, at: number): TimerChange => ({ key: `warning.settle:${id}`, name: 'warning.settle', subject: id, dueAt: new Date(at).toISOString() })

function timersOf(row: KeptWarning, now: number): TimerChange[] {
  const stands = row.state === 'standing'
  return [
    stands ? { key: expiryKey(row.id), name: 'warning.expire', subject: row.id, dueAt: new Date(endOf(row)).toISOString() } : { key: expiryKey(row.id), dueAt: null },
    settleTimer(row.id, now + settledAfter),
  ]
}
