import { createContext, useContext, useMemo } from 'react'
import type { Shape } from '#shared/geo.ts'
import type { Catalogue } from '../live/catalogue.ts'
import { asItLies, atlasOf, type Placing } from './atlas-rules.ts'

/** More estates than this are dots again, however they are laid out. */
const most = 60

export const PlacingContext = createContext<Placing>(asItLies)
export const usePlaced = (): Placing => useContext(PlacingContext)

export function usePlacing({ communities, buildings }: Pick<Catalogue, 'communities' | 'buildings'>): Placing {
  return useMemo(() => {
    if (communities.length < 2 || communities.length > most || buildings.length === 0) return asItLies
    const shapes = new Map<string, Shape[]>(communities.map((row) => [row.id, row.boundary ? [row.boundary] : []]))
    for (const building of buildings) shapes.get(building.community)?.push(building.footprint)
    return atlasOf(communities.map((row) => ({ id: row.id, group: row.region, center: row.center, shapes: shapes.get(row.id) ?? [] })))
  }, [communities, buildings])
}
