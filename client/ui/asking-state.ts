import { create } from 'zustand'
import { select } from './desk-state.ts'

/** The alarm whose sheet asks why and until when it is to be shelved. */
export const useAsking = create<{ shelve: string | null }>()(() => ({ shelve: null }))

/** Opens an alarm's sheet at that question. */
export function askToShelve(id: string): void {
  useAsking.setState({ shelve: id })
  select({ kind: 'alarm', id })
}
