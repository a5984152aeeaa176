import { useEffect, useMemo } from 'react'
import type { Feature } from 'geojson'
import { severities, type Severity } from '#shared/alarms.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { token } from '../ui/tokens.ts'
import { useMap } from './map-context.ts'
import { useSource } from './use-source.ts'

/** Below this zoom a community is a place with a name, above it is its buildings. */
const closeUp = 13.5

/** Where several communities are watched: each with its name, edged in the colour of its worst unanswered alarm. */
export function CommunitiesLayer() {
  const map = useMap()
  const { community } = useCatalogue()
  const watched = useLive((state) => state.communities)
  const alarms = useLive((state) => state.picture.alarm)
  const several = (watched?.length ?? 0) > 1
  const worst = useMemo(() => {
    const found = new Map<string, Severity>()
    for (const alarm of alarms.values()) {
      if (alarm.state === 'acknowledged') continue
      const held = found.get(alarm.community)
      if (!held || severities.indexOf(alarm.severity) < severities.indexOf(held)) found.set(alarm.community, alarm.severity)
    }
    return found
  }, [alarms])

  useSource(
    'communities',
    useMemo(
      () =>
        several
          ? [...community.values()]
              .filter((row) => watched?.includes(row.id))
              .map((row): Feature => {
                const severity = worst.get(row.id)
                return {
                  type: 'Feature',
                  properties: { id: row.id, ...row.name, households: row.households, ...(severity && { colour: token(`--${severity}`) }) },
                  geometry: { type: 'Point', coordinates: row.center },
                }
              })
          : [],
      [several, community, watched, worst],
    ),
  )
  useEffect(() => {
    for (const layer of ['communities', 'community-names']) map.setLayerZoomRange(layer, 0, closeUp)
    for (const layer of ['alarms', 'alarm-rings', 'people']) map.setLayerZoomRange(layer, several ? closeUp - 1 : 0, 24)
  }, [map, several])
  return null
}
