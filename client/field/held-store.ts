import { get, set } from 'idb-keyval'
import type { Activation } from '#shared/activations.ts'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import { phone } from '../live/phone-store.ts'

/** What the page last showed, so that it opens without a line: whose it is, what it had read, and the orders as of `at` (server's clock). */
export type Held = {
  user: string
  at: number
  /** Server's clock less this phone's, milliseconds. */
  clock: number
  queries: [key: readonly unknown[], data: unknown][]
  person: Person | null
  orders: Order[]
  /** Plans in which something is theirs to do; phones of before have none. */
  activations?: Activation[]
}

export const readHeld = async (): Promise<Held | null> => (await get<Held>('held', phone).catch(() => undefined)) ?? null
export const writeHeld = (held: Held): Promise<void> => set('held', held, phone)
