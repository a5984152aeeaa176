import type { Building, Community } from '#shared/sites.ts'
import type { Format } from '../i18n/format.ts'

type Sites = { building: ReadonlyMap<string, Building>; community: ReadonlyMap<string, Community> }
type Where = { community: string; building: string | null; place?: string }

/** "9 栋 2 单元 1201"; with the community in front where a screen shows several. */
export function placeWords(format: Format, sites: Sites, where: Where, several: boolean): string {
  const community = sites.community.get(where.community)
  const building = where.building ? sites.building.get(where.building) : undefined
  const parts = [
    (several || (!building && !where.place)) && community ? format.name(community.name) : null,
    building ? format.name(building.name) : null,
    where.place || null,
  ]
  // "Building 13 2 单元" would read as building 132.
  return parts.filter((part) => part !== null).join(format.language === 'en' ? ', ' : ' ')
}
