import { createStore, del } from 'idb-keyval'

/** Everything that a phone keeps for the field page; pages and the worker of this origin share it. */
export const phone = createStore('watchfloor.field', 'kept')

/** What the field page last showed. What was done and not yet sent stays. */
export const dropHeld = (): Promise<void> => del('held', phone)
