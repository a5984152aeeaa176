import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Alarm } from '#shared/alarms.ts'
import type { CommandInput, CommandName } from '#shared/commands.ts'
import { command, Refused } from '../live/api.ts'
import { seen, type Failure } from '../live/command-state.ts'

export type AlarmCommand = Exclude<Extract<CommandName, `alarm.${string}`>, 'alarm.bulk'>
export type RunAlarmAct = ReturnType<typeof useAlarmAct>['run']

/** Acts on one alarm, one at a time: busy until this very screen shows what it did, also where the alarm is over and no stream tells of it. */
export function useAlarmAct(alarm: Pick<Alarm, 'id'>) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async <N extends AlarmCommand>(name: N, input: CommandInput<N>): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    try {
      const reply = await command(name, input, alarm.id)
      await seen(reply.cursor)
      void queries.invalidateQueries({ queryKey: ['alarm', alarm.id] })
      void queries.invalidateQueries({ queryKey: ['alarms'] })
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
