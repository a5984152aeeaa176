import { and, inArray, ne, eq } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import type { Warning } from '#shared/warnings.ts'
import { plainText } from '../files/plain-text.ts'
import { idFrom } from '../journal/system.ts'
import type { AlarmSaid, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { KeptWarning } from './warning-rules.ts'
import { warningsOf } from './warning-store.ts'

/** Each look loses only to another message that changed these warnings, so this many means something else is wrong. */
const looks = 20

/**
 * Says of every community what stands there now of these subjects: one alarm where any of their warnings stands, none where none does.
 * Looks again afterwards, so that of two who say something at once the later one is right. Saying the same again does nothing.
 * @throws Unanswered
 */
export async function settleAlarms(parts: Parts, say: SayAlarms, subjects: readonly string[], by: Actor): Promise<void> {
  let rows = await warningsOf(parts, subjects)
  for (let i = 0; i < looks; i++) {
    const said = alarmsOf(rows, await standingOf(parts, subjects))
    if (said.length > 0) await say(parts, said, by)
    const before = stateOf(rows)
    rows = await warningsOf(parts, subjects)
    if (stateOf(rows) === before) return
  }
  throw new Error('warnings changed again and again')
}

const stateOf = (rows: readonly KeptWarning[]): string => rows.map(({ id, version }) => `${id} ${version}`).join()

export type StandingAlarm = Pick<Alarm, 'id' | 'version' | 'community' | 'kind'> & { subject: string | null }

const standingOf = ({ db }: Pick<Parts, 'db'>, subjects: readonly string[]): Promise<StandingAlarm[]> =>
  db
    .select({ id: alarms.id, version: alarms.version, community: alarms.community, kind: alarms.kind, subject: alarms.subject })
    .from(alarms)
    .where(and(inArray(alarms.subject, [...subjects]), ne(alarms.state, 'normal'), eq(alarms.mode, real)))

/** What is to be said, where `rows` are all warnings of some subjects and `standing` all alarms of them. */
export function alarmsOf(rows: readonly KeptWarning[], standing: readonly StandingAlarm[]): AlarmSaid[] {
  const wanted = new Map<string, AlarmSaid>()
  const key = ({ subject, kind, community }: Pick<AlarmSaid, 'subject' | 'kind' | 'community'>): string => `${subject} ${kind} ${community}`
  for (const row of rows.filter(({ state }) => state === 'standing').toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1))) {
    for (const community of row.communities) {
      const said = raised(row, community)
      wanted.set(key(said), said)
    }
  }
  const over = standing.filter((alarm) => !wanted.has(key(alarm))).map(cleared)
  return [...over, ...wanted.values()]
}

function raised({ id, sender, identifier, sentAt, severity, kind, status, subject, texts }: KeptWarning, community: string): AlarmSaid {
  return {
    id: idFrom('warning.raised', subject, kind, community, sender, identifier, sentAt), community, device: null, kind, severity, change: 'raised', subject, text: lineOf(texts), at: null, warning: id,
    ...(status === 'actual' ? {} : { exercise: status }),
  }
}

const cleared = ({ id, version, community, kind, subject }: StandingAlarm): AlarmSaid => ({
  id: idFrom('warning.cleared', id, version), community, device: null, kind, severity: 'notice', change: 'cleared', subject, text: '', at: null,
})

/** In Chinese where it is warned in Chinese. */
function lineOf(texts: Warning['texts']): string {
  const text = texts.find(({ language }) => /^zh\b/i.test(language)) ?? texts[0]
  return plainText(text?.headline || text?.event || '', 400)
}
