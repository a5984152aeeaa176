import { titleIn, type Order } from '#shared/orders.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { csvText } from '../files/csv-writing.ts'
import { categoryWords, columnWords, lateWords, priorityWords, sourceWords, stateWords } from './order-words.ts'

/** What orders name by id: communities with their zones, buildings, people. */
export type Named = { community: ReadonlyMap<string, { name: Bilingual; zone: string }>; building: ReadonlyMap<string, Bilingual>; person: ReadonlyMap<string, Bilingual> }

/** Orders as a CSV, each in the local time of its community; of residents no more than every screen shows. */
export function ordersCsv(orders: readonly Order[], named: Named, language: Language): string {
  const clocks = new Map<string, Intl.DateTimeFormat>()
  const clock = (zone: string) => {
    const held = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    clocks.set(zone, held)
    return held
  }
  const row = (order: Order): string[] => {
    const community = named.community.get(order.community)
    const local = (at: string | null | undefined) => (at ? clock(community?.zone ?? 'UTC').format(new Date(at)) : '')
    const name = (id: string | null, names: ReadonlyMap<string, Bilingual>) => (id === null ? '' : (names.get(id)?.[language] ?? ''))
    return [
      order.number, community?.name[language] ?? '', name(order.building, named.building), order.place, categoryWords[order.category][language], priorityWords[order.priority][language],
      titleIn(order, language), order.description, stateWords[order.state][language], name(order.assignee, named.person), sourceWords[order.source][language],
      local(order.reportedAt), local(order.respondedAt), local(order.arrivedAt), local(order.finishedAt), local(order.closedAt), local(order.calledBackAt),
      order.late.map((kind) => lateWords[kind][language]).join(language === 'zh' ? '、' : ', '), String(order.called?.rating ?? ''), order.rootCause ?? '',
    ]
  }
  return csvText([Object.values(columnWords).map((words) => words[language]), ...orders.map(row)])
}
