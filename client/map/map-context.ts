import { createContext, useContext } from 'react'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { SourceName } from './style.ts'

/** The map, once its style stands; layers are drawn only inside it. */
export const MapContext = createContext<MapLibre | null>(null)

export function useMap(): MapLibre {
  const map = useContext(MapContext)
  if (!map) throw new Error('a layer is drawn inside a map')
  return map
}

export const sourceOf = (map: MapLibre, name: SourceName): GeoJSONSource | undefined => map.getSource<GeoJSONSource>(name)
