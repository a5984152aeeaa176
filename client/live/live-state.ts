import { create } from 'zustand'
import type { Problem } from '#shared/faults.ts'
import type { BuildingHeat } from '#shared/heat.ts'
import type { Indicator, IndicatorName } from '#shared/indicators.ts'
import type { Picture } from '#shared/picture.ts'
import type { Beat } from '#shared/watch.ts'
import type { Freshness } from './freshness-rules.ts'
import { emptyStream } from './stream-rules.ts'

type LiveState = {
  cursor: number | null
  picture: Picture
  beat: Beat | null
  freshness: Freshness
  /** The communities of this watch, as the server cut them; null until it answered. */
  communities: readonly string[] | null
  heat: ReadonlyMap<string, BuildingHeat>
  indicators: ReadonlyMap<IndicatorName, Indicator>
  problem: Problem | null
  /** Rises when something that is read by GET has changed. */
  catalogue: number
}

const blank = (): LiveState => ({
  cursor: null,
  picture: emptyStream().picture,
  beat: null,
  freshness: { link: 'opening', fresh: true, why: null, since: null },
  communities: null,
  heat: new Map(),
  indicators: new Map(),
  problem: null,
  catalogue: 0,
})

export const useLive = create<LiveState>()(blank)
export const startOver = (): void => useLive.setState(blank())
