import { useMemo } from 'react'
import type { Feature } from 'geojson'
import { isAside, severities, type Alarm } from '#shared/alarms.ts'
import type { LonLat } from '#shared/geo.ts'
import { useCatalogue, type Catalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { roof } from './geometry-rules.ts'
import { usePlaced } from './placing.ts'
import { useSource } from './use-source.ts'

/** Alarms in place, the worst on top: filled while nobody has answered, hollow after. What is put aside is not drawn. */
export function AlarmsLayer() {
  const alarms = useLive((state) => state.picture.alarm)
  const sites = useCatalogue()
  const placed = usePlaced()
  useSource(
    'alarms',
    useMemo(() => {
      const near = new Map<string, number>()
      return [...alarms.values()]
        .filter((alarm) => !isAside(alarm))
        .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.id.localeCompare(b.id))
        .flatMap((alarm): Feature[] => {
          const place = placeOf(alarm, sites)
          if (!place) return []
          const key = place.join()
          const before = near.get(key) ?? 0
          near.set(key, before + 1)
          // More than three in one spot say nothing more on a map; the list and the building's sheet count them.
          if (before >= 3) return []
          const open = alarm.state === 'unacknowledged' || alarm.state === 'returned'
          return [
            {
              type: 'Feature',
              properties: { id: alarm.id, icon: `alarm-${alarm.severity}-${open ? 'open' : 'seen'}`, rank: -severities.indexOf(alarm.severity) },
              geometry: { type: 'Point', coordinates: placed.point(alarm.community, [place[0] + before * 0.00012, place[1]]) },
            },
          ]
        })
    }, [alarms, sites, placed]),
  )
  return null
}

export function placeOf(alarm: Pick<Alarm, 'point' | 'building' | 'community'>, sites: Pick<Catalogue, 'building' | 'community'>): LonLat | null {
  const building = alarm.building ? sites.building.get(alarm.building) : undefined
  if (building) return roof(building.footprint)
  if (alarm.point) return alarm.point
  return sites.community.get(alarm.community)?.center ?? null
}
