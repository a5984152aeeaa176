import { useState } from 'react'
import type { CommandInput } from '#shared/commands.ts'
import { command, Refused } from '../live/api.ts'
import { seen, type Failure } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import type { Outcome } from './start-several.tsx'

type Made = { id: string; asked: boolean }
type Start = CommandInput<'activation.start'>

/**
 * Starts a plan in one or several communities: a command of its own in each, so that one refusal keeps nothing back. What was started is
 * not started again. Each press confirms anew, and what is sent again because nobody answered says when it was pressed.
 */
export function useStarts() {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [busy, setBusy] = useState(false)
  const tell = (community: string, outcome: Outcome) => setOutcomes((before) => new Map(before).set(community, outcome))
  const isDone = (community: string): boolean => ['started', 'asked'].includes(outcomes.get(community)?.state ?? '')
  const one = async (community: string, input: Start): Promise<Made[]> => {
    tell(community, { state: 'going' })
    try {
      const reply = await command('activation.start', input)
      await seen(reply.cursor)
      const made = { id: reply.body.id, asked: reply.body['state'] === 'asked' }
      tell(community, { state: made.asked ? 'asked' : 'started' })
      return [made]
    } catch (error) {
      tell(community, { state: 'failed', failure: { problem: error instanceof Refused ? error.problem : null } })
      return []
    }
  }
  const go = async (communities: readonly string[], inputOf: (community: string) => Omit<Start, 'at'>): Promise<Made[]> => {
    const at = new Date(now()).toISOString()
    setBusy(true)
    const made = await Promise.all(communities.map((id) => one(id, { ...inputOf(id), at })))
    setBusy(false)
    return made.flat()
  }
  const failed = [...outcomes.values()].find((outcome) => outcome.state === 'failed')
  const failure: Failure | null = failed?.state === 'failed' ? failed.failure : null
  return { outcomes, busy, failure, isDone, go }
}
