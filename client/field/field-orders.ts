import { useMemo } from 'react'
import type { Activation } from '#shared/activations.ts'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import { useLive } from '../live/live-state.ts'
import { judge } from '../live/rights-rules.ts'
import type { Me } from '../live/session.ts'
import { tasksOf, type Tasks } from './field-rules.ts'
import { useHeld, useKeeping } from './held-state.ts'
import { overlaid } from './overlay-rules.ts'
import { callsOf, checksOf, stepsOf, theirs, type Checker, type MyCheck, type MyStep } from './step-rules.ts'
import { useQueue } from './queue-state.ts'

/** `ready`: there is something to show; `since`: as of when (epoch milliseconds), null where it is live. `find`: an order as it now looks here. */
export type FieldOrders = Tasks & { steps: MyStep[]; checks: MyCheck[]; rollCalls: Activation[]; person: Person | null; ready: boolean; since: number | null; find: (id: string) => Order | undefined }

/** My orders as the server last had them, live or kept, with what waits to be sent laid over. */
export function useFieldOrders(me: Me): FieldOrders {
  const picture = useLive((state) => state.picture)
  const cursor = useLive((state) => state.cursor)
  const fresh = useLive((state) => state.freshness.link === 'live')
  const kept = useHeld(({ held }) => (held?.user === me.user.id ? held : null))
  const { entries, answered } = useQueue()
  const live = cursor !== null
  const held = live ? null : kept
  const person = (live ? (me.person === null ? undefined : picture.person.get(me.person)) : held?.person) ?? null

  const day = new Date().setHours(0, 0, 0, 0)
  const known = useMemo(() => {
    const rows = new Map(live ? picture.order : held?.orders.map((order) => [order.id, order]))
    for (const [id, { order, cursor: at }] of answered) {
      // The picture has come as far: it knows better, also that an order is over.
      if (live && cursor >= at) continue
      if ((rows.get(id)?.version ?? 0) < order.version) rows.set(id, order)
    }
    return rows
  }, [live, picture.order, held, answered, cursor])

  const mine = useMemo(() => Object.values(tasksOf(known.values(), person, day)).flat(), [known, person, day])
  const checker = useMemo((): Checker => ({ user: me.user.id, may: ({ community, drill }) => judge(me, 'activation.check-step', community, { drill }) === 'yes' }), [me])
  const activations = useMemo(() => theirs(live ? picture.activation.values() : (held?.activations ?? []), person, checker), [live, picture.activation, held, person, checker])
  useKeeping(me, person, mine, activations, live && fresh)

  return useMemo(() => {
    const laid = new Map([...known].map(([id, order]) => [id, overlaid(order, entries, me.person)]))
    return {
      ...tasksOf(laid.values(), person, day), steps: stepsOf(activations, person, entries), checks: checksOf(activations, person, entries, checker), rollCalls: callsOf(activations), person,
      ready: live || held !== null, since: fresh ? null : (kept?.at ?? null), find: (id) => laid.get(id),
    }
  }, [known, entries, me.person, person, day, live, held, fresh, kept, activations, checker])
}
