import { create } from 'zustand'
import type { BulkMove } from './bulk-rules.ts'
import { noFilter, type AlarmFilter } from './list-filter-rules.ts'

type List = {
  filter: AlarmFilter
  /** Alarms that are marked for an act on several. */
  picked: ReadonlySet<string>
  /** The fields are in sight. */
  fields: boolean
  /** What is about to be done to all that are marked. */
  bulk: BulkMove | null
}

/** What the page of alarms remembers while it is away. */
export const useList = create<List>()(() => ({ filter: noFilter, picked: new Set(), fields: false, bulk: null }))

export const setFilter = (part: Partial<AlarmFilter>): void => useList.setState(({ filter }) => ({ filter: { ...filter, ...part }, picked: new Set() }))

export const pick = (id: string): void =>
  useList.setState(({ picked }) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    return { picked: next }
  })
export const pickAll = (ids: readonly string[]): void => useList.setState({ picked: new Set(ids) })
