import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { placeWords } from '../live/words.ts'

/** Buildings that are named one by one; of more the first and how many. */
const named = 3

/** Where a plan is carried out: a building and its unit, several buildings, or the whole community. */
export function useRunPlace(): (where: Pick<Activation, 'community' | 'building' | 'place' | 'buildings' | 'unit'>) => string {
  const format = useFormat()
  const sites = useCatalogue()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  return ({ community, building, place, buildings, unit }) => {
    const names = (buildings ?? []).flatMap((id) => {
      const found = sites.building.get(id)
      return found ? [format.name(found.name)] : []
    })
    const listed = names.length > named ? `${names.slice(0, named).join(' ')} +${names.length - named}` : names.join(' ')
    return placeWords(format, sites, { community, building, place: [listed, place || unit].filter(Boolean).join(' ') }, several)
  }
}
