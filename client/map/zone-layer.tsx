import { useMemo } from 'react'
import type { Feature } from 'geojson'
import { isDrill } from '#shared/modes.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { token } from '../ui/tokens.ts'
import { placeOf } from './alarms-layer.tsx'
import { circle } from './geometry-rules.ts'
import { usePlaced } from './placing.ts'
import { useSource } from './use-source.ts'

/** Metres around the place of a running plan that are drawn as its zone. */
const zone = 45

export function ZoneLayer() {
  const activations = useLive((state) => state.picture.activation)
  const sites = useCatalogue()
  const placed = usePlaced()
  useSource(
    'zone',
    useMemo(
      () =>
        [...activations.values()].flatMap((activation): Feature[] => {
          const place = placeOf({ point: null, building: activation.building, community: activation.community }, sites)
          const colour = token(isDrill(activation.mode) ? '--drill-b' : '--critical')
          if (!place || !activation.building) return []
          return [{ type: 'Feature', properties: { id: activation.id, colour }, geometry: circle(placed.point(activation.community, place), zone) }]
        }),
      [activations, sites, placed],
    ),
  )
  return null
}
