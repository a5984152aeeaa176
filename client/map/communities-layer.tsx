import { useEffect, useMemo } from 'react'
import type { Feature } from 'geojson'
import { isAside, severities, type Severity } from '#shared/alarms.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { token } from '../ui/tokens.ts'
import { useMap } from './map-context.ts'
import { usePlaced } from './placing.ts'
import { useSource } from './use-source.ts'

/** Below this zoom a community is a place with a name, above it is its buildings. */
const closeUp = 13.5
/** From here on there is room in an atlas for the names of buildings and people. */
const atlasNames = 15.8

/** Where several communities are watched: each with its name, edged in the colour of its worst unanswered alarm. */
export function CommunitiesLayer() {
  const map = useMap()
  const placed = usePlaced()
  const { community } = useCatalogue()
  const watched = useLive((state) => state.communities)
  const alarms = useLive((state) => state.picture.alarm)
  const several = (watched?.length ?? 0) > 1
  const worst = useMemo(() => {
    const found = new Map<string, Severity>()
    for (const alarm of alarms.values()) {
      if (alarm.state === 'acknowledged' || alarm.state === 'latched' || isAside(alarm)) continue
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
                  geometry: { type: 'Point', coordinates: placed.label(row.id) ?? row.center },
                }
              })
          : [],
      [several, community, watched, worst, placed],
    ),
  )
  useEffect(() => {
    const dots = several && !placed.atlas
    map.setLayoutProperty('communities', 'visibility', dots ? 'visible' : 'none')
    map.setLayerZoomRange('communities', 0, closeUp)
    map.setLayerZoomRange('community-names', 0, dots ? closeUp : 24)
    map.setLayoutProperty('community-names', 'text-anchor', dots ? 'top' : 'bottom')
    map.setLayoutProperty('community-names', 'text-offset', dots ? [0, 1.1] : [0, -0.4])
    map.setPaintProperty('community-names', 'text-color', dots ? token('--text') : ['coalesce', ['get', 'colour'], token('--text')])
    for (const layer of ['alarms', 'alarm-rings', 'people']) map.setLayerZoomRange(layer, dots ? closeUp - 1 : 0, 24)
    for (const layer of ['building-names', 'people-names', 'feature-names', 'feature-marks']) map.setLayerZoomRange(layer, placed.atlas ? atlasNames : 14.5, 24)
  }, [map, several, placed])
  return null
}
