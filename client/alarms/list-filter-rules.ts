import type { Alarm, AlarmAsk, AlarmState, Severity } from '#shared/alarms.ts'
import { isAside, isSafety, needsAnswer } from '#shared/alarms.ts'

/** What rings and what is put aside comes live; what is over is looked up. */
export const views = ['ringing', 'shelved', 'suppressed', 'out-of-service', 'past'] as const
export type View = (typeof views)[number]
export const isView = (text: string | null): text is View => (views as readonly (string | null)[]).includes(text)

export const quicks = ['unseen', 'unowned', 'safety', 'chattering'] as const
export type Quick = (typeof quicks)[number]

/** What the list is filtered by. `from` and `to`: days ("2026-11-22") of this screen, both included; empty for none. */
export type AlarmFilter = {
  view: View
  text: string
  community: string | null
  building: string | null
  severities: readonly Severity[]
  kind: string | null
  quick: Quick | null
  from: string
  to: string
}

export const noFilter: AlarmFilter = { view: 'ringing', text: '', community: null, building: null, severities: [], kind: null, quick: null, from: '', to: '' }

/** How many things it is filtered by, besides which view and text. */
export const filteredBy = ({ community, building, severities, kind, quick, from, to }: AlarmFilter): number =>
  [community !== null, building !== null, severities.length > 0, kind !== null, quick !== null, from !== '' || to !== ''].filter(Boolean).length

export const isFiltered = (filter: AlarmFilter): boolean => filteredBy(filter) > 0 || filter.text.trim() !== ''

const inView = (state: AlarmState, view: View): boolean => (view === 'ringing' ? state !== 'normal' && !isAside({ state }) : state === (view === 'past' ? 'normal' : view))

const quickly: Record<Quick, (alarm: Alarm) => boolean> = {
  unseen: needsAnswer, unowned: (alarm) => !alarm.owner, safety: isSafety, chattering: (alarm) => Boolean(alarm.chatteringSince),
}

/** Whether a standing alarm is shown, but for the text that it is looked for by. */
export function fits(alarm: Alarm, { view, community, building, severities, kind, quick, from, to }: AlarmFilter): boolean {
  if (!inView(alarm.state, view)) return false
  if (community !== null && alarm.community !== community) return false
  if (building !== null && alarm.building !== building) return false
  if (severities.length > 0 && !severities.includes(alarm.severity)) return false
  if (kind !== null && alarm.kind !== kind) return false
  if (quick !== null && !quickly[quick](alarm)) return false
  const raised = Date.parse(alarm.raisedAt)
  return (from === '' || raised >= Date.parse(dayStart(from))) && (to === '' || raised < Date.parse(dayAfter(to)))
}

/** Whether all parts of what was typed are in an alarm's words; Chinese is typed without spaces. */
export function isSaid(words: string, text: string): boolean {
  const said = words.toLowerCase()
  const plain = said.replaceAll(/\s+/g, '')
  return text.toLowerCase().split(/\s+/).filter(Boolean).every((part) => said.includes(part) || plain.includes(part))
}

/** As it is asked. `communities`: where it is looked; null for all that its reader may see. */
export function askedOf({ view, text, community, building, severities, kind, from, to }: AlarmFilter, communities: readonly string[] | null): Partial<AlarmAsk> {
  const among = community === null ? communities : [community]
  const states: AlarmState[] = view === 'ringing' ? ['unacknowledged', 'acknowledged', 'returned', 'latched'] : [view === 'past' ? 'normal' : view]
  return {
    ...(among ? { communities: [...among] } : {}),
    states,
    order: view === 'past' ? 'newest' : 'urgency',
    ...(building === null ? {} : { building }),
    ...(severities.length > 0 ? { severities: [...severities] } : {}),
    ...(kind === null ? {} : { kind }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(from === '' ? {} : { from: dayStart(from) }),
    ...(to === '' ? {} : { to: dayAfter(to) }),
  }
}

const dayStart = (day: string): string => new Date(`${day}T00:00`).toISOString()

function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + 1)
  return at.toISOString()
}
