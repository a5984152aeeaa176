import type { Map as MapLibre } from 'maplibre-gl'
import type { Picture } from '#shared/picture.ts'
import { useLive } from './live-state.ts'
import { positions } from './positions.ts'

/**
 * What tests and operators may look at, read only: `window.__watchfloor`.
 * On <html>: `data-link` (opening, live, stale, off), `data-cursor`, `data-fresh`, `data-map` (loading, ready, lost).
 */
export type Probe = {
  readonly map: MapLibre | null
  cursor(): number | null
  /** Rows as plain arrays, sorted by id, so that two screens can be compared. */
  picture(): { [N in keyof Picture]: { id: string; version: number }[] }
  positions(): { person: string; at: number; point: [number, number] }[]
}

declare global {
  interface Window {
    __watchfloor?: Probe
  }
}

const rows = (map: ReadonlyMap<string, { id: string; version: number }>) => [...map.values()].toSorted((a, b) => a.id.localeCompare(b.id))

let drawn: MapLibre | null = null

/** Which map there is; it may stand before the probe does. */
export function probeMap(map: MapLibre | null): void {
  drawn = map
}

export function startProbe(): void {
  window.__watchfloor = {
    get map() {
      return drawn
    },
    cursor: () => useLive.getState().cursor,
    picture: () => {
      const { picture } = useLive.getState()
      return {
        order: rows(picture.order), alarm: rows(picture.alarm), person: rows(picture.person),
        shift: rows(picture.shift), run: rows(picture.run), activation: rows(picture.activation),
      }
    },
    positions: () => [...positions.all().values()].map(({ person, at, point }) => ({ person, at, point })),
  }
  const mark = () => {
    const { cursor, freshness } = useLive.getState()
    const { dataset } = document.documentElement
    dataset.link = freshness.link
    dataset.fresh = String(freshness.fresh)
    dataset.cursor = String(cursor ?? '')
  }
  mark()
  useLive.subscribe(mark)
}
