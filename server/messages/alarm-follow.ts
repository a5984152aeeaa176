import { alarmChain, probe } from '#shared/alarms.ts'
import type { Fact } from '#shared/facts.ts'
import { idFrom } from '../journal/system.ts'
import type { Follow, Outgoing } from '../outlet/outgoing.ts'
import type { Parts } from '../parts.ts'
import { unansweredAt } from './alarm-notice-store.ts'
import { alarmNoticeText } from './alarm-notice-words.ts'
import { holdersAt, siteOf } from './duty-store.ts'
import { momentText } from './moment-text.ts'
import { heldLevel } from './notice-rules.ts'
import { freshNotice, staffNotices } from './staff-notice.ts'

type Escalated = Fact<'alarm.escalated'>

/**
 * Tells whoever is next in the chain of an alarm that nobody answers. Nobody is told twice of the same ringing: who heard of it in place of
 * somebody who is not there does not hear again when it is their turn. The room needs no message, it hears the alarm itself.
 */
export const followAlarms: Follow = async (parts, facts, now) => {
  const recent = facts.filter((fact): fact is Escalated => fact.name === 'alarm.escalated' && Date.parse(fact.at) > now - freshNotice)
  return (await Promise.all(recent.map((fact) => noticesOf(parts, fact, now)))).flat()
}

async function noticesOf({ sql }: Parts, { seq, mode, body: alarm }: Escalated, now: number): Promise<Outgoing[]> {
  const { id, community, kind, severity, text } = alarm
  const level = alarmChain[alarm.escalation ?? 0]
  if (!level || level === 'room' || mode === probe || alarm.exercise) return []
  const [held, all, site] = await Promise.all([unansweredAt(sql, alarm, seq), holdersAt(sql, { community, assignee: null, now }), siteOf(sql, community, alarm.building)])
  // Somebody was faster than this message.
  if (!held || held.owned || (held.state !== 'unacknowledged' && held.state !== 'returned')) return []
  const told = heldLevel(all, level)
  const seconds = held.escalate?.[(alarm.escalation ?? 0) - 1] ?? Math.round((now - Date.parse(alarm.raisedAt)) / 1_000)
  return staffNotices(told?.holders ?? [], {
    community, mode, about: { alarm: id, about: 'alarm' }, id: (who) => idFrom('alarm notice', id, held.began, who),
    text: (language) => alarmNoticeText({
      kind, text, severity, community: site?.name[language] ?? '', building: site?.building ?? null, device: alarm.deviceName,
      since: momentText(alarm.raisedAt, site?.zone ?? 'UTC', language), seconds, skipped: told?.skipped ?? [],
    }, language),
  })
}
