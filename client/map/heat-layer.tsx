import { useEffect, useRef } from 'react'
import type { Map as MapLibre } from 'maplibre-gl'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { onRestored, tell, useMap } from './map-context.ts'

/** Colours buildings by heat: only what changed is told to the map, and all of it again after a lost context. */
export function HeatLayer() {
  const map = useMap()
  const heat = useLive((state) => state.heat)
  const { buildings } = useCatalogue()
  const drawn = useRef(new Map<string, number>())

  useEffect(() => {
    for (const { building, level } of heat.values()) {
      if ((drawn.current.get(building) ?? 0) === level) continue
      colour(map, building, level)
      drawn.current.set(building, level)
    }
  }, [map, heat])

  useEffect(() => {
    const restore = () => {
      for (const [building, level] of drawn.current) colour(map, building, level)
    }
    return onRestored(map, restore)
  }, [map])

  useEffect(() => {
    const present = new Set(buildings.map((building) => building.id))
    for (const id of drawn.current.keys()) if (!present.has(id)) drawn.current.delete(id)
  }, [buildings])
  return null
}

/** The building and the name on it: dark letters on a hot roof. */
function colour(map: MapLibre, building: string, level: number): void {
  tell(map, 'buildings', building, { heat: level })
  tell(map, 'building-names', building, { heat: level })
}
