import { useEffect, useRef } from 'react'
import type { Feature } from 'geojson'
import type { Map as MapLibre } from 'maplibre-gl'
import type { LonLat } from '#shared/geo.ts'
import { isUnderWay } from '#shared/activations.ts'
import { isOpenOrder } from '#shared/orders.ts'
import { positionAge } from '#shared/patrol.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { useFormat, type Format } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { now } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { useDesk } from '../ui/desk-state.ts'
import type { Placing } from './atlas-rules.ts'
import { between } from './geometry-rules.ts'
import { sourceOf, useMap } from './map-context.ts'
import { usePlaced } from './placing.ts'
import { collection } from './use-source.ts'

const glide = 1000
/** Milliseconds between two drawings of a glide, and of ages that only grow. */
const step = 100
const ageStep = 5000

type Walk = { from: LonLat; to: LonLat; start: number }

/**
 * People with the age of their position. Positions come here without React: a moved person glides for a second,
 * and one update of the source is under way at a time, since the newest place is the only one that matters.
 */
export function PeopleLayer() {
  const map = useMap()
  const format = useFormat()
  const placed = usePlaced()
  const shown = useRef({ format, placed })
  shown.current = { format, placed }

  useEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)')
    const steady = drawnBySoftware(map)
    const walks = new Map<string, Walk>()
    let busy = false
    let due = false
    let drawnAt = 0
    let frame = 0

    const at = (walk: Walk, time: number) => (still.matches || steady ? walk.to : between(walk.from, walk.to, Math.min(1, (time - walk.start) / glide)))

    const draw = async () => {
      due = false
      busy = true
      drawnAt = performance.now()
      await sourceOf(map, 'people')?.setData(collection(features(walks, at, shown.current.format, shown.current.placed)))
      busy = false
    }
    const loop = () => {
      frame = requestAnimationFrame(loop)
      const time = performance.now()
      const gliding = !still.matches && !steady && [...walks.values()].some((walk) => time - walk.start < glide + step)
      if (busy || document.hidden || time - drawnAt < step) return
      if (due || gliding || time - drawnAt > ageStep) void draw()
    }
    const hear = () => {
      const time = performance.now()
      const all = positions.all()
      for (const id of walks.keys()) if (!all.has(id)) walks.delete(id)
      for (const position of all.values()) {
        const walk = walks.get(position.person)
        if (!walk) walks.set(position.person, { from: position.point, to: position.point, start: -glide })
        else if (walk.to[0] !== position.point[0] || walk.to[1] !== position.point[1]) {
          walks.set(position.person, { from: at(walk, time), to: position.point, start: time })
        }
      }
      due = true
    }
    hear()
    loop()
    const stops = [positions.listen(hear), useLive.subscribe(() => (due = true)), useDesk.subscribe(() => (due = true))]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [map])
  return null
}

/** A machine without a graphics card draws every step of a glide on its processor: there people jump. */
function drawnBySoftware(map: MapLibre): boolean {
  const context = map.getCanvas().getContext('webgl2')
  const name: unknown = context?.getParameter(context.RENDERER)
  return typeof name === 'string' && /swiftshader|llvmpipe|software/i.test(name)
}

function features(walks: ReadonlyMap<string, Walk>, at: (walk: Walk, time: number) => LonLat, format: Format, placed: Placing): Feature[] {
  const { picture } = useLive.getState()
  const { selected } = useDesk.getState()
  const time = performance.now()
  const busy = new Set<string>()
  for (const order of picture.order.values()) if (order.assignee && isOpenOrder(order) && order.state !== 'done' && order.state !== 'assigned') busy.add(order.assignee)
  const steps = new Map<string, Bilingual>()
  for (const run of picture.activation.values()) for (const step of run.steps) if (step.holder && isUnderWay(step)) steps.set(step.holder.person, step.name)
  return [...walks].flatMap(([id, walk]): Feature[] => {
    const person = picture.person.get(id)
    const position = positions.of(id)
    if (!person || !position) return []
    const age = (now() - position.at) / 1000
    const old = age > positionAge.stale
    const step = steps.get(id)
    const words = (language: Language) => [person.name[language], step?.[language], old && format.age(age)].filter(Boolean).join(' ')
    return [
      {
        type: 'Feature',
        properties: {
          id, zh: words('zh'), en: words('en'), look: old ? 'old' : step || busy.has(id) ? 'busy' : 'free',
          chosen: selected?.kind === 'person' && selected.id === id,
        },
        geometry: { type: 'Point', coordinates: placed.point(position.community, at(walk, time)) },
      },
    ]
  })
}
