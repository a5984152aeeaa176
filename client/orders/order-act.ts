import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommandInput, CommandName } from '#shared/commands.ts'
import type { Order } from '#shared/orders.ts'
import { command, Refused } from '../live/api.ts'
import { seen, type Failure } from '../live/command-state.ts'

export type OrderCommand = Extract<CommandName, `order.${string}`>

/** Acts on one order, one at a time: busy until this very screen shows what it did, also where the order is over and no stream tells of it. */
export function useOrderAct(order: Order) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async <N extends OrderCommand>(name: N, input: CommandInput<N>): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    try {
      const reply = await command(name, input, order.id)
      await seen(reply.cursor)
      void queries.invalidateQueries({ queryKey: ['order', order.id] })
      void queries.invalidateQueries({ queryKey: ['orders'] })
      return true
    } catch (error) {
      setFailure({ problem: error instanceof Refused ? error.problem : null })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, failure, clear: () => setFailure(null) }
}

export type RunOrderAct = ReturnType<typeof useOrderAct>['run']
