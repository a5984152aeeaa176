import { useQueryClient } from '@tanstack/react-query'
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

/** Asks for one thing at a time: busy until this very screen shows what it did. */
function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const attempt = useCallback(async <N extends CommandName>(name: N, input: CommandInput<N>, id?: string): Promise<Reply | null> => {
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
  }, [])
  return { attempt, busy, failure, clear: () => setFailure(null) }
}

/** A button's view of one command. */
export function useCommand<N extends CommandName>(name: N) {
  const { attempt, ...rest } = useAttempt()
  const run = useCallback((input: CommandInput<N>, id?: string) => attempt(name, input, id), [attempt, name])
  return { run, ...rest }
}

type Noun = 'alarm' | 'order'

/** A sheet's view of all that can be done to one thing. What was asked about it is asked anew, since no stream tells of what is over. */
export function useActs<T extends Noun>(noun: T, id: string) {
  const queries = useQueryClient()
  const { attempt, ...rest } = useAttempt()
  const run = async <N extends Extract<CommandName, `${T}.${string}`>>(name: N, input: CommandInput<N>): Promise<boolean> => {
    const reply = await attempt(name, input, id)
    if (reply) for (const queryKey of [[noun, id], [`${noun}s`]]) void queries.invalidateQueries({ queryKey })
    return reply !== null
  }
  return { run, ...rest }
}

export type Acts<T extends Noun> = ReturnType<typeof useActs<T>>
