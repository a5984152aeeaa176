import type { Alarm } from '#shared/alarms.ts'
import type { CommandInput } from '#shared/commands.ts'
import type { Category, Facility, OrderSource, Priority } from '#shared/orders.ts'
import type { Language } from '#shared/text.ts'

/** What stands in the form, as it is typed. */
export type Draft = {
  community: string
  building: string | null
  device: string | null
  place: string
  category: Category
  priority: Priority
  facility: Facility | null
  source: OrderSource
  language: Language
  title: string
  description: string
  reporter: string
  reporterPhone: string
  photos: string[]
}

/** Where the desk hears of something; all others are doors of their own. */
export const deskSources = ['phone', 'app', 'butler', 'inspection', 'forum'] as const satisfies OrderSource[]

export const emptyDraft = (community: string, building: string | null): Draft => ({
  community, building, device: null, place: '', category: 'repair', priority: 'normal', facility: null, source: 'phone', language: 'zh', title: '', description: '', reporter: '', reporterPhone: '', photos: [],
})

const priorityOf: Record<Alarm['severity'], Priority> = { critical: 'urgent', major: 'high', minor: 'normal', notice: 'low' }

/** What an alarm says already; `words`: what its kind is called. */
export const ofAlarm = (alarm: Alarm, words: string): Partial<Draft> => ({
  community: alarm.community, building: alarm.building, device: alarm.device, priority: priorityOf[alarm.severity], title: words, description: alarm.text, source: 'alarm',
})

export const isTyped = ({ title, description, place, reporter, reporterPhone, photos }: Draft): boolean => [title, description, place, reporter, reporterPhone].some((text) => text.trim() !== '') || photos.length > 0

/** What the server is asked to make of it. Only a repair is about a facility. */
export const requestOf = (draft: Draft, alarm: string | null): CommandInput<'order.report'> => ({
  ...draft, facility: draft.category === 'repair' ? draft.facility : null, reporter: draft.reporter || null, reporterPhone: draft.reporterPhone || null, alarm,
})

/** One more caller with the matter of another order. What they say goes along, for nothing may be lost. */
export const joinOf = ({ reporter, reporterPhone, language, place, title, description, source }: Draft): CommandInput<'order.join'> => ({
  reporter: reporter || null, reporterPhone: reporterPhone || null, language, place, description: [title, description].filter((text) => text.trim() !== '').join('\n'), source,
})

let kept: Draft | null = null

/** A look at another order must not cost what was typed. */
export const keepDraft = (draft: Draft | null): void => {
  kept = draft
}
export const keptDraft = (): Draft | null => kept
