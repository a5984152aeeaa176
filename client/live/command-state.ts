import { useCallback, useState } from 'react'
import type { CommandInput, CommandName, Reply } from '#shared/commands.ts'
import type { Problem } from '#shared/faults.ts'
import { command, Refused } from './api.ts'
import { useLive } from './live-state.ts'

const seenWithin = 3000

/** Resolves when this screen holds everything up to `cursor`, or after 3 s; at once on a page that watches nothing. */
export function seen(cursor: number): Promise<void> {
  return new Promise((resolve) => {
    const held = () => {
      const { cursor: at } = useLive.getState()
      return at === null || at >= cursor
    }
    if (held()) return resolve()
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, seenWithin)
    const stop = useLive.subscribe(() => held() && done())
  })
}

export type Failure = { problem: Problem | null }

/** A button's view of one command: busy until this very screen shows what it did. */
export function useCommand<N extends CommandName>(name: N) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = useCallback(
    async (input: CommandInput<N>, id?: string): Promise<Reply | null> => {
      setBusy(true)
      setFailure(null)
      try {
        const reply = await command(name, input, id)
        await seen(reply.cursor)
        return reply
      } catch (error) {
        setFailure({ problem: error instanceof Refused ? error.problem : null })
        return null
      } finally {
        setBusy(false)
      }
    },
    [name],
  )
  return { run, busy, failure, clear: () => setFailure(null) }
}
