import { useEffect } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import { sourceOf, useMap } from './map-context.ts'
import type { SourceName } from './style.ts'

export const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/** Keeps one source equal to `features`, by identity. */
export function useSource(name: SourceName, features: Feature[]): void {
  const map = useMap()
  useEffect(() => {
    void sourceOf(map, name)?.setData(collection(features))
  }, [map, name, features])
}
