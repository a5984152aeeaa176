import { useMemo } from 'react'
import type { Feature } from 'geojson'
import { isDrill } from '#shared/drills.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { token } from '../ui/tokens.ts'
import { placeOf } from './alarms-layer.tsx'
import { circle } from './geometry-rules.ts'
import { useSource } from './use-source.ts'

/** Metres around the place of a running plan: one ring where people gather, one that is kept clear. */
const rings = [35, 60]

export function ZoneLayer() {
  const activations = useLive((state) => state.picture.activation)
  const sites = useCatalogue()
  useSource(
    'zone',
    useMemo(
      () =>
        [...activations.values()].flatMap((activation): Feature[] => {
          const place = placeOf({ point: null, building: activation.building, community: activation.community }, sites)
          const colour = token(isDrill(activation.mode) ? '--drill-b' : '--critical')
          if (!place || !activation.building) return []
          return rings.map((metres) => ({ type: 'Feature', properties: { id: `${activation.id}-${metres}`, colour }, geometry: circle(place, metres) }))
        }),
      [activations, sites],
    ),
  )
  return null
}
