import { useEffect, useState } from 'react'
import type { MapMouseEvent } from 'maplibre-gl'
import { useFormat } from '../i18n/format.ts'
import { chooseScope } from '../live/scope-state.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { tell, useMap } from './map-context.ts'
import { Tooltip, type Pointed } from './tooltip.tsx'

const kinds = { alarms: 'alarm', people: 'person', communities: 'community', 'community-names': 'community', buildings: 'building' } as const
const layers = Object.keys(kinds) as (keyof typeof kinds)[]

/** What lies under the pointer says what it is; a click opens it. */
export function PointerLayer() {
  const map = useMap()
  const format = useFormat()
  const [pointed, setPointed] = useState<Pointed | null>(null)

  useEffect(() => {
    const under = ({ point }: MapMouseEvent): Pointed | null => {
      const [top] = layers.flatMap((layer) => map.queryRenderedFeatures([[point.x - 3, point.y - 3], [point.x + 3, point.y + 3]], { layers: [layer] }).slice(0, 1))
      const layer = layers.find((name) => name === top?.layer.id)
      const id: unknown = top?.properties.id
      return layer && typeof id === 'string' ? { kind: kinds[layer], id, x: point.x, y: point.y } : null
    }
    let held: Pointed | null = null
    const hover = (on: boolean) => {
      if (held?.kind === 'building') tell(map, 'buildings', held.id, { hovered: on })
      if (held?.kind === 'community') tell(map, 'communities', held.id, { hovered: on })
    }
    const move = (event: MapMouseEvent) => {
      const next = under(event)
      if (next?.id !== held?.id) {
        hover(false)
        held = next
        hover(true)
        map.getCanvas().style.cursor = next ? 'pointer' : ''
      }
      setPointed(next)
    }
    const leave = () => {
      hover(false)
      held = null
      setPointed(null)
    }
    const click = (event: MapMouseEvent) => {
      const hit = under(event)
      if (!hit) return useDesk.getState().selected ? select(null) : undefined
      if (hit.kind === 'community') chooseScope(`community:${hit.id}`)
      else select({ kind: hit.kind, id: hit.id })
    }
    map.on('mousemove', move)
    map.on('mouseout', leave)
    map.on('click', click)
    return () => {
      map.off('mousemove', move)
      map.off('mouseout', leave)
      map.off('click', click)
    }
  }, [map])
  return pointed && <Tooltip pointed={pointed} format={format} />
}
