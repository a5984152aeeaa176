import { useState } from 'react'
import { ask, Refused } from '../live/api.ts'
import { useCommand, type Failure } from '../live/command-state.ts'
import { contentOf } from './edit-wire.ts'

/** Begins a new edition with what one says; resolves to its id, null where it was refused. */
export function useNewEdition() {
  const { run, busy, failure } = useCommand('plan.draft')
  const [unread, setUnread] = useState<Failure | null>(null)
  const begin = async (id: string): Promise<string | null> => {
    setUnread(null)
    try {
      const plan = await ask('plan', {}, id)
      const reply = await run({ ...contentOf(plan), series: plan.series })
      return reply?.body.id ?? null
    } catch (error) {
      setUnread({ problem: error instanceof Refused ? error.problem : null })
      return null
    }
  }
  return { begin, busy, failure: unread ?? failure }
}
