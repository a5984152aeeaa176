import { useEffect, useRef } from 'react'
import type { Map as MapLibre, PaddingOptions } from 'maplibre-gl'
import { middle, type LonLat } from '#shared/geo.ts'
import { useCatalogue, type Catalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { positions } from '../live/positions.ts'
import { useDesk, type Selected } from '../ui/desk-state.ts'
import { placeOf } from './alarms-layer.tsx'
import type { Placing } from './atlas-rules.ts'
import { boxOf } from './geometry-rules.ts'
import { useMap } from './map-context.ts'
import { usePlaced } from './placing.ts'
import { middleOf } from './plan-place.ts'

const closeZoom = 17.2
const nameRem = 1.5
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Keeps the watched communities in the part of the map that no panel covers, and flies where the desk asks. */
export function CameraLayer({ padding }: { padding: PaddingOptions }) {
  const map = useMap()
  const sites = useCatalogue()
  const watched = useLive((state) => state.communities)
  const activations = useLive((state) => state.picture.activation)
  const flight = useDesk((desk) => desk.flight)
  const fitted = useRef('')
  const atHome = useRef(true)
  const placed = usePlaced()
  const latest = useRef({ sites, watched, padding, placed })
  latest.current = { sites, watched, padding, placed }
  const known = useRef<Set<string> | null>(null)

  const room = `${padding.left},${padding.right},${padding.top},${padding.bottom}`
  useEffect(() => {
    if (!watched || sites.loading) return
    const key = `${watched.join()}/${sites.buildings.length > 0}/${placed.atlas}`
    const first = fitted.current === ''
    if (fitted.current !== key) atHome.current = true
    fitted.current = key
    // Who has gone somewhere on the map stays there when panels come and go.
    if (atHome.current) home(map, latest.current, first)
  }, [map, watched, sites, room, placed])

  useEffect(() => {
    const leave = (event: { originalEvent?: unknown }) => {
      if (event.originalEvent) atHome.current = false
    }
    map.on('movestart', leave)
    return () => void map.off('movestart', leave)
  }, [map])

  useEffect(() => {
    if (!flight) return
    atHome.current = 'home' in flight
    if ('home' in flight) home(map, latest.current, false)
    else if ('over' in flight) over(map, flight.over, latest.current)
    else {
      const place = whereIs(flight.to, latest.current)
      if (place) fly(map, place, latest.current.padding)
    }
  }, [map, flight])

  useEffect(() => {
    const before = known.current
    known.current = new Set(activations.keys())
    if (!before) return
    if (before.size > 0 && activations.size === 0) {
      atHome.current = true
      home(map, latest.current, false)
    }
    const started = [...activations.values()].find((activation) => !before.has(activation.id))
    const place = started && whereIs({ kind: 'activation', id: started.id }, latest.current)
    // The layout gives the plan its third in the same moment; the flight aims beside it.
    if (place) atHome.current = false
    if (place) requestAnimationFrame(() => requestAnimationFrame(() => fly(map, place, latest.current.padding)))
  }, [map, activations])
  return null
}

type View = { sites: Catalogue; watched: readonly string[] | null; padding: PaddingOptions; placed: Placing }

function home(map: MapLibre, { sites, watched, padding, placed }: View, atOnce: boolean): void {
  const single = placed.atlas || watched?.length === 1
  const box = boxOf(
    single && sites.buildings.length > 0
      ? [...sites.buildings.map((building) => placed.shape(building.community, building.footprint)), ...sites.communities.flatMap((community) => (community.boundary ? [placed.shape(community.id, community.boundary)] : []))]
      : [...sites.community.values()].filter((community) => watched?.includes(community.id)).map((community) => ({ type: 'Point', coordinates: community.center })),
  )
  if (!box) return
  // In the atlas every estate has its name above it.
  const room = placed.atlas ? { ...padding, top: (padding.top ?? 0) + nameRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) } : padding
  map.fitBounds(box, { padding: room, maxZoom: single ? 18.5 : 13, animate: !atOnce && !still(), duration: 900 })
}

function over(map: MapLibre, id: string, { sites, padding, placed }: View): void {
  const community = sites.community.get(id)
  const built = sites.buildings.filter((building) => building.community === id).map((building) => placed.shape(id, building.footprint))
  const box = boxOf(built.length > 0 ? built : community ? [{ type: 'Point', coordinates: placed.point(id, community.center) ?? community.center }] : [])
  if (box) map.fitBounds(box, { padding, maxZoom: 17, animate: !still(), duration: 900 })
}

/** By an offset and not by the map's own padding, which would stay and be added to that of every later fit. */
function fly(map: MapLibre, center: LonLat, { left = 0, right = 0, top = 0, bottom = 0 }: PaddingOptions): void {
  const to = { center, zoom: Math.max(closeZoom, map.getZoom()), offset: [(left - right) / 2, (top - bottom) / 2] as [number, number] }
  if (still()) map.easeTo({ ...to, animate: false })
  else map.flyTo({ ...to, duration: 1200 })
}

function whereIs({ kind, id }: Selected, { sites, placed }: View): LonLat | null {
  const { picture } = useLive.getState()
  const at = (community: string | undefined, point: LonLat | null | undefined) => (community && point ? placed.point(community, point) : null)
  switch (kind) {
    case 'person':
      return at(positions.of(id)?.community, positions.of(id)?.point)
    case 'building': {
      const building = sites.building.get(id)
      return at(building?.community, building && middle(building.footprint))
    }
    // Where devices are is in no picture; their sheets lead to their buildings.
    case 'device':
      return null
    case 'activation': {
      const row = picture.activation.get(id)
      return at(row?.community, row && middleOf(row, sites))
    }
    default: {
      const row = picture[kind].get(id)
      return at(row?.community, row && placeOf({ point: 'point' in row ? row.point : null, building: row.building, community: row.community }, sites))
    }
  }
}
