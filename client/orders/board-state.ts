import { create } from 'zustand'
import { noFilter, type BoardFilter } from './board-filter-rules.ts'

type Board = {
  filter: BoardFilter
  /** Orders that are marked for an act on several. */
  picked: ReadonlySet<string>
  /** The fields are in sight on a narrow screen. */
  fields: boolean
}

/** What the board remembers while its page is away. */
export const useBoard = create<Board>()(() => ({ filter: noFilter, picked: new Set(), fields: false }))

export const setFilter = (part: Partial<BoardFilter>): void => useBoard.setState(({ filter }) => ({ filter: { ...filter, ...part }, picked: new Set() }))

export const pick = (id: string): void =>
  useBoard.setState(({ picked }) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    return { picked: next }
  })
export const pickAll = (ids: readonly string[]): void => useBoard.setState({ picked: new Set(ids) })
