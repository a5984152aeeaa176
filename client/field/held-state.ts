import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Activation } from '#shared/activations.ts'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import { now } from '../live/now.ts'
import { meQuery, type Me } from '../live/session.ts'
import { Refused } from '../live/api.ts'
import { dropHeld } from '../live/phone-store.ts'
import { isLeaving } from '../live/sign-out.ts'
import { writeHeld, type Held } from './held-store.ts'

export const useHeld = create<{ held: Held | null }>()(() => ({ held: null }))

/** Queries without which the page does not open. */
const kept = new Set(['me', 'sign-in', 'checklists', 'field-sites'])
/** Milliseconds: what changes is kept at once, but not more often than this; what stays as it is once a minute, so that its age is known. */
const pause = 300
const every = 60_000

let keptAt = 0

const queriesOf = (client: QueryClient): Held['queries'] =>
  client.getQueryCache().getAll().flatMap(({ queryKey, state }) => (kept.has(String(queryKey[0])) && state.data !== undefined ? [[queryKey, state.data]] : []))

/** Keeps what is shown now on the phone, and once more when the page is hidden. `fresh`: it is true as of now. */
export function useKeeping(me: Me, person: Person | null, orders: readonly Order[], activations: readonly Activation[], fresh: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!fresh) return
    const keep = () => {
      if (isLeaving()) return
      keptAt = Date.now()
      const held: Held = { user: me.user.id, at: now(), clock: now() - Date.now(), queries: queriesOf(client), person, orders: [...orders], activations: [...activations] }
      useHeld.setState({ held })
      // Only comfort: a phone without room shows what it has, and says so where something is to be kept.
      void writeHeld(held).catch(() => undefined)
    }
    const next = () => setTimeout(keep, Math.max(0, keptAt + pause - Date.now()))
    let soon = next()
    const minute = setInterval(keep, every)
    const stop = client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || !kept.has(String(query.queryKey[0]))) return
      clearTimeout(soon)
      soon = next()
    })
    const hidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      clearTimeout(soon)
      clearInterval(minute)
      stop()
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [client, me, person, orders, activations, fresh])
}

/** Who is not signed in any more is shown nothing here without a line either; what they did and could not send stays. */
export function forgetWhenSignedOut(client: QueryClient): () => void {
  return client.getQueryCache().subscribe(({ query }) => {
    const { error } = query.state
    if (query.queryKey[0] === meQuery.queryKey[0] && error instanceof Refused && error.problem?.status === 401) {
      useHeld.setState({ held: null })
      void dropHeld().catch(() => undefined)
    }
  })
}
