import { useMemo } from 'react'
import type { Feature } from 'geojson'
import { middle } from '#shared/geo.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { usePlaced } from './placing.ts'
import { useSource } from './use-source.ts'

/** What stands still: buildings with their names, roads, green, water, gates, and patrol routes. */
export function SitesLayer() {
  const { buildings, features, communities, routes } = useCatalogue()
  const placed = usePlaced()
  const runs = useLive((state) => state.picture.run)

  useSource('buildings', useMemo(() => buildings.map((row): Feature => ({ type: 'Feature', properties: { id: row.id }, geometry: placed.shape(row.community, row.footprint) })), [buildings, placed]))
  useSource(
    'building-names',
    useMemo(
      () =>
        buildings.map((row): Feature => ({
          type: 'Feature',
          properties: { id: row.id, ...row.name, households: row.households },
          geometry: { type: 'Point', coordinates: placed.point(row.community, middle(row.footprint)) },
        })),
      [buildings, placed],
    ),
  )
  useSource(
    'ground',
    useMemo(
      () => [
        ...communities.flatMap((row): Feature[] => (row.boundary ? [{ type: 'Feature', properties: { id: row.id, kind: 'boundary' }, geometry: placed.shape(row.id, row.boundary) }] : [])),
        ...features.map((row): Feature => ({ type: 'Feature', properties: { id: row.id, kind: row.kind, ...row.name }, geometry: placed.shape(row.community, row.shape) })),
      ],
      [communities, features, placed],
    ),
  )
  const walked = [...runs.values()].map((run) => run.route).toSorted().join()
  useSource(
    'routes',
    useMemo(() => {
      const walking = new Set(walked.split(','))
      return routes
        .filter((route) => route.checkpoints.length > 1)
        .map((route): Feature => ({
          type: 'Feature',
          properties: { id: route.id, walking: walking.has(route.id) },
          geometry: { type: 'LineString', coordinates: route.checkpoints.map((checkpoint) => placed.point(route.community, checkpoint.point)) },
        }))
    }, [routes, walked, placed]),
  )
  return null
}
