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

/** Tells one feature what it is; says nothing to a map that has lost its style, which is told all of it again later. */
export function tell(map: MapLibre, source: SourceName, id: string, state: Record<string, number | boolean>): void {
  if (map.getSource(source)) map.setFeatureState({ source, id }, state)
}

/**
 * Runs `again` after a lost WebGL context is back. The map then builds its style anew: what was given to its features is
 * gone, and can be given again only when that style stands. @returns how to stop
 */
export function onRestored(map: MapLibre, again: () => void): () => void {
  const wait = () => void map.once('style.load', again)
  map.on('webglcontextrestored', wait)
  return () => {
    map.off('webglcontextrestored', wait)
    map.off('style.load', again)
  }
}
