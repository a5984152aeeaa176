import { create } from 'zustand'
import type { Hearing } from '#shared/watch.ts'

/** What a station can sound: an alarm's severity, many at once, that the installation itself is in trouble, or that something is practised. */
export const toneNames = ['critical', 'major', 'minor', 'notice', 'flood', 'trouble', 'drill'] as const
export type ToneName = (typeof toneNames)[number]

/** What somebody chose for this browser. `volume` from 0 to 1; `confirmedAt`: when somebody last said that they heard the test. */
type Chosen = { on: boolean; volume: number; confirmedAt: number | null }

/** `hearing` null: this page is no station, or has not tried yet. `sounding`: what it sounds now. `sounded`: how many tones came out. */
type Station = Chosen & { hearing: Hearing | null; sounding: ToneName | null; sounded: number; hushed: ReadonlyMap<string, number> }

const remembered = 'watchfloor.sound'

function recalled(): Chosen {
  const plain: Chosen = { on: true, volume: 0.7, confirmedAt: null }
  try {
    return { ...plain, ...(JSON.parse(localStorage.getItem(remembered) ?? '{}') as Partial<Chosen>) }
  } catch {
    return plain
  }
}

export const useStation = create<Station>()(() => ({ ...recalled(), hearing: null, sounding: null, sounded: 0, hushed: new Map() }))

export function choose(chosen: Partial<Chosen>): void {
  useStation.setState(chosen)
  const { on, volume, confirmedAt } = useStation.getState()
  localStorage.setItem(remembered, JSON.stringify({ on, volume, confirmedAt }))
}
