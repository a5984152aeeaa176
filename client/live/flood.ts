import { useMemo } from 'react'
import type { Picture } from '#shared/picture.ts'
import { flooded, isUponUs, raisedWithin } from './flood-rules.ts'
import { useLive } from './live-state.ts'
import { useEpoch } from './now.ts'

/** A flood is counted anew this often, besides whenever an alarm changes. Milliseconds. */
const every = 5_000

/** What the last look found, for these communities: a flood ends later than it begins. */
let last: { communities: readonly string[] | null; flood: boolean } = { communities: null, flood: false }

export type Flood = { flood: boolean; /** Alarms of the last 10 minutes. */ recent: number }

export function floodOf(alarms: Picture['alarm'], communities: readonly string[] | null, now: number): Flood {
  const recent = raisedWithin([...alarms.values()].filter(isUponUs), now)
  const flood = flooded(recent, last.communities === communities && last.flood)
  last = { communities, flood }
  return { flood, recent }
}

/** Whether more comes than anybody can look at; the same for all parts of this screen. */
export function useFlood(): Flood {
  const alarms = useLive((state) => state.picture.alarm)
  const communities = useLive((state) => state.communities)
  const epoch = useEpoch(every)
  return useMemo(() => floodOf(alarms, communities, epoch), [alarms, communities, epoch])
}
