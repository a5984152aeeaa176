import { knownAlarmKinds } from '#shared/alarms.ts'
import type { HandoverLine, HandoverSheet } from '#shared/handovers.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import type { AbsentRow, AlarmRow, AsideRow, OrderRow, PlanRow, ShiftChange } from './handover-change-store.ts'
import { alarmKindWords, severityWords } from '../alarm-words.ts'
import { asideWords, doorWords, postWords, promiseWords } from './handover-words.ts'

/** What the one who comes must know, in words that stay readable when what they speak of is gone. Nobody who lives there is named. */
export function sheetOf(change: ShiftChange): HandoverSheet {
  const { alarms, aside, orders, plans, feeds, absent, counts, zone } = change
  return {
    alarms: alarms.map(alarmLine),
    orders: orders.filter(({ weighty }) => weighty).map((order) => line(order.id, orderWords(order), order.due)),
    shelved: aside.map(asideLine),
    plans: plans.map(planLine),
    promises: orders.filter(({ soon }) => soon).map((order) => line(order.id, promised(order), order.due)),
    feeds: feeds.map(({ door, at }) => clipped(words(doorWords[door], quietSince(at, zone)))),
    absent: absent.map(absentLine),
    counts: { orders: counts.orders - orders.length, alarms: counts.alarms - alarms.length },
  }
}

const line = (id: string, text: Bilingual, due: string | null): HandoverLine => ({ id, words: clipped(text), dueAt: due && new Date(due).toISOString() })

const alarmLine = (alarm: AlarmRow): HandoverLine => line(alarm.id, alarmWords(alarm), null)

function alarmWords({ severity, kind, text, device, building }: AlarmRow): Bilingual {
  const known = knownAlarmKinds.find((one) => one === kind)
  return words(severityWords[severity], known ? alarmKindWords[known] : bilingual(text || kind), building, device)
}

const asideLine = ({ state, reason, until, ...alarm }: AsideRow): HandoverLine =>
  line(alarm.id, words(asideWords[state], alarmWords(alarm), reason ? bilingual(reason) : null), until)

const orderWords = ({ number, title, building, place }: OrderRow): Bilingual => words(bilingual(number), title, building, place ? bilingual(place) : null)
const promised = (order: OrderRow): Bilingual => (order.promise ? words(promiseWords[order.promise], orderWords(order)) : orderWords(order))

function planLine({ id, name, building, place, drill, due }: PlanRow): HandoverLine {
  return line(id, words(drill ? { zh: '演练', en: 'Drill' } : null, name, building, place ? bilingual(place) : null), due)
}

const absentLine = ({ id, name, post }: AbsentRow): HandoverLine => line(id, words(name, postWords[post]), null)

function quietSince(at: string, zone: string): Bilingual {
  const clock = clockOf(zone).format(new Date(at))
  return { zh: `自 ${clock} 起没有消息`, en: `nothing heard since ${clock}` }
}

/** A zone that nobody knows must not keep a sheet from being written. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const parts = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  try {
    return new Intl.DateTimeFormat('zh-CN', { ...parts, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat('zh-CN', { ...parts, timeZone: 'UTC' })
  }
}

function words(...said: (Bilingual | null)[]): Bilingual {
  const all = said.filter((one) => one !== null)
  return { zh: all.map(({ zh }) => zh).join(' · '), en: all.map(({ en }) => en).join(' · ') }
}

/** As long as the contract lets words be, whole characters only. */
const clipped = ({ zh, en }: Bilingual): Bilingual => ({ zh: clip(zh), en: clip(en) })
const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…` : text)
