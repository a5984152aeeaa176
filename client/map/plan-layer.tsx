import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feature } from 'geojson'
import { isUnderWay, type Activation } from '#shared/activations.ts'
import { distance, type LonLat, type Shape } from '#shared/geo.ts'
import { isDrill } from '#shared/modes.ts'
import type { Position } from '#shared/patrol.ts'
import type { Scene } from '#shared/plans.ts'
import type { Feature as SiteFeature } from '#shared/sites.ts'
import '../i18n/plan-run.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { positions } from '../live/positions.ts'
import { token } from '../ui/tokens.ts'
import { boxOf, circle } from './geometry-rules.ts'
import { usePlaced } from './placing.ts'
import { middleOf, shapesOf } from './plan-place.ts'
import { useSource } from './use-source.ts'

/** Metres around a building that are drawn as its zone, in which what helps is marked, and within which somebody is there. */
const zone = 45
const around = 150
const there = 30
/** What of the place is worth a name on the map. */
const helpful: Record<Scene, readonly SiteFeature['kind'][]> = {
  fire: ['hydrant', 'gate', 'equipment-room'], 'gas-leak': ['hydrant', 'valve', 'gate'], 'burst-pipe': ['valve', 'equipment-room'],
  'heavy-rain': ['valve', 'gate', 'equipment-room'], typhoon: ['gate', 'equipment-room'], snow: ['gate', 'equipment-room'],
  'power-cut': ['gate', 'equipment-room'], 'lift-entrapment': ['gate', 'equipment-room'], 'public-health': ['gate'], intrusion: ['gate'], 'falling-object': ['gate'], 'lost-person': ['gate'],
}
const outstanding = ['asked', 'coming', 'there'] as const

const centreOf = (shape: Shape): LonLat | null => {
  const box = boxOf([shape])
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

/** Plans on the map: where, what of the place helps, what was called for, and who is on the way there. */
export default function PlanLayer() {
  const { i18n } = useTranslation()
  const activations = useLive((state) => state.picture.activation)
  const sites = useCatalogue()
  const placed = usePlaced()
  const people = usePositions()

  useSource('zone', useMemo(() => [...activations.values()].flatMap((activation) => zoneOf(activation, sites, placed)), [activations, sites, placed]))
  useSource(
    'resources',
    useMemo(() => {
      const say = (language: 'zh' | 'en') => i18n.getFixedT(language)
      return [...activations.values()].flatMap((activation) => [
        ...(activation.requests ?? []).flatMap((request): Feature[] => {
          const point = sites.resources.find(({ id }) => id === request.resource)?.point
          const state = outstanding.find((one) => one === request.state)
          if (!point || !state || !request.name) return []
          const words = (language: 'zh' | 'en') => `${request.name?.[language]} ${say(language)(`run.resource.state.${state}`)}`
          return [{ type: 'Feature', properties: { id: `${activation.id}/${request.key}`, icon: 'plan-resource', zh: words('zh'), en: words('en') }, geometry: { type: 'Point', coordinates: placed.point(activation.community, point) } }]
        }),
        ...helpers(activation, sites, placed),
      ])
    }, [activations, sites, placed, i18n]),
  )
  useSource(
    'ways',
    useMemo(() => [...activations.values()].flatMap((activation) => waysOf(activation, people, sites, placed)), [activations, people, sites, placed]),
  )
  return null
}

/** Where everybody is; another map whenever somebody moved. */
function usePositions(): ReadonlyMap<string, Position> {
  const [held, hold] = useState(positions.all)
  useEffect(() => positions.listen(() => hold(new Map(positions.all()))), [])
  return held
}

type Sites = ReturnType<typeof useCatalogue>
type Placed = ReturnType<typeof usePlaced>

function zoneOf(activation: Activation, sites: Sites, placed: Placed): Feature[] {
  const { id, community, building, buildings, area } = activation
  const colour = token(isDrill(activation.mode) ? '--drill-b' : '--critical')
  const shapes = shapesOf(activation, sites)
  const [one] = shapes
  const boundary = sites.community.get(community)?.boundary
  const place = one && building && !area && !buildings?.length ? middleOf(activation, sites) : null
  const drawn = place ? [circle(placed.point(community, place), zone)] : (shapes.length > 0 ? shapes : boundary ? [boundary] : []).map((shape) => placed.shape(community, shape))
  return drawn.map((geometry, index): Feature => ({ type: 'Feature', properties: { id: `${id}/${index}`, colour }, geometry }))
}

function helpers(activation: Activation, { features, ...sites }: Sites, placed: Placed): Feature[] {
  const shapes = shapesOf(activation, { building: sites.building, community: sites.community })
  if (shapes.length === 0) return []
  const places = shapes.map(centreOf).filter((place) => place !== null)
  return features.flatMap((row): Feature[] => {
    const at = helpful[activation.scene].includes(row.kind) && row.community === activation.community ? centreOf(row.shape) : null
    if (!at || !places.some((place) => distance(place, at) <= around)) return []
    return [{ type: 'Feature', properties: { id: `${activation.id}/${row.id}`, icon: `plan-${row.kind}`, zh: row.name?.zh ?? '', en: row.name?.en ?? '' }, geometry: { type: 'Point', coordinates: placed.point(row.community, at) } }]
  })
}

/** From whoever took a step to the place, as the crow flies, until they are there. */
function waysOf(activation: Activation, people: ReadonlyMap<string, Position>, sites: Sites, placed: Placed): Feature[] {
  const place = shapesOf(activation, sites).length > 0 ? middleOf(activation, sites) : null
  if (!place) return []
  const holders = new Set(activation.steps.flatMap((step) => (isUnderWay(step) && step.acceptedAt && step.holder ? [step.holder.person] : [])))
  return [...holders].flatMap((person): Feature[] => {
    const at = people.get(person)
    if (!at || at.community !== activation.community || distance(at.point, place) <= there) return []
    return [{ type: 'Feature', properties: { id: `${activation.id}/${person}` }, geometry: { type: 'LineString', coordinates: [placed.point(at.community, at.point), placed.point(activation.community, place)] } }]
  })
}
