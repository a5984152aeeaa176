import { isOpenOrder, orderStates, type Category, type Order, type OrderFilter, type OrderSource, type OrderState, type Priority } from '#shared/orders.ts'

/** What is open comes live; what is to be called back, and everything there ever was, is looked up. */
export const views = ['open', 'call-back', 'all'] as const
export type View = (typeof views)[number]

/** What the board is filtered by. `from` and `to`: days ("2026-11-22") of this screen, both included; empty for none. */
export type BoardFilter = {
  view: View
  text: string
  community: string | null
  states: readonly OrderState[]
  categories: readonly Category[]
  priorities: readonly Priority[]
  sources: readonly OrderSource[]
  /** A person, or nobody. */
  assignee: string | null
  late: boolean
  from: string
  to: string
}

export const noFilter: BoardFilter = { view: 'open', text: '', community: null, states: [], categories: [], priorities: [], sources: [], assignee: null, late: false, from: '', to: '' }

export const openStates: readonly OrderState[] = orderStates.filter((state) => isOpenOrder({ state }))

/** How many things it is filtered by, besides which view and text. */
export const filteredBy = ({ community, states, categories, priorities, sources, assignee, late, from, to }: BoardFilter): number =>
  [community !== null, states.length > 0, categories.length > 0, priorities.length > 0, sources.length > 0, assignee !== null, late, from !== '' || to !== ''].filter(Boolean).length

export const isFiltered = (filter: BoardFilter): boolean => filteredBy(filter) > 0 || filter.text.trim() !== ''

/** As it is asked and kept. `communities`: where the board looks; null for all that its reader may see. */
export function askedOf({ view, text, community, states, categories, priorities, sources, assignee, late, from, to }: BoardFilter, communities: readonly string[] | null): OrderFilter {
  const among = community === null ? communities : [community]
  const wanted = view === 'open' && states.length === 0 ? openStates : states
  return {
    ...(among ? { communities: [...among] } : {}),
    ...(wanted.length > 0 && view !== 'call-back' ? { states: [...wanted] } : {}),
    ...(view === 'call-back' ? { callBack: true } : {}),
    ...(categories.length > 0 ? { categories: [...categories] } : {}),
    ...(priorities.length > 0 ? { priorities: [...priorities] } : {}),
    ...(sources.length > 0 ? { sources: [...sources] } : {}),
    ...(assignee === null ? {} : { assignee }),
    ...(late ? { late } : {}),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(from === '' ? {} : { from: new Date(`${from}T00:00`).toISOString() }),
    ...(to === '' ? {} : { until: dayAfter(to) }),
  }
}

/** A kept filter as the board holds it. */
export function filterOf({ communities, states, categories, priorities, sources, assignee, late, callBack, text, from, until }: OrderFilter): BoardFilter {
  const open = states != null && states.length > 0 && states.every((state) => openStates.includes(state))
  return {
    view: callBack ? 'call-back' : open ? 'open' : 'all',
    text: text ?? '',
    community: communities?.length === 1 ? (communities[0] ?? null) : null,
    states: open && states.length === openStates.length ? [] : (states ?? []),
    categories: categories ?? [], priorities: priorities ?? [], sources: sources ?? [],
    assignee: assignee ?? null,
    late: late ?? false,
    from: from ? localDay(new Date(from)) : '',
    to: until ? localDay(new Date(Date.parse(until) - 1)) : '',
  }
}

/** Whether an open order is shown; `words`: all that it is found by. The order must be one that the board's community scope shows. */
export function fits(order: Order, filter: BoardFilter, words: (order: Order) => string): boolean {
  const { community, states, categories, priorities, sources, assignee, late, from, to, text } = filter
  const one = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value)
  if (community !== null && order.community !== community) return false
  if (!one(states, order.state) || !one(categories, order.category) || !one(priorities, order.priority) || !one(sources, order.source)) return false
  if (assignee !== null && (assignee === 'nobody' ? order.assignee !== null : order.assignee !== assignee)) return false
  if (late && order.late.length === 0) return false
  const reported = Date.parse(order.reportedAt)
  if (from !== '' && reported < Date.parse(`${from}T00:00`)) return false
  if (to !== '' && reported >= Date.parse(dayAfter(to))) return false
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return true
  const said = words(order).toLowerCase()
  const plain = said.replaceAll(/\s+/g, '')
  return parts.every((part) => said.includes(part) || plain.includes(part))
}

function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + 1)
  return at.toISOString()
}

const two = (value: number): string => String(value).padStart(2, '0')
const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
