import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Scope } from '#shared/roles.ts'
import { meQuery, type Me } from '../live/session.ts'
import { scopeKey, useScopeWords } from './office-fields.tsx'

/** Where something holds: a community, a region, or with neither the company. A community's region is named with it. */
export type OfficePlace = { region: string | null; community: string | null }

export const wholeCompany: OfficePlace = { region: null, community: null }

export const scopeOfPlace = ({ region, community }: OfficePlace): Scope =>
  community !== null ? { kind: 'community', id: community } : region !== null ? { kind: 'region', id: region } : { kind: 'everything' }

const placesOf = (me: Pick<Me, 'regions' | 'communities'>, regions: boolean): OfficePlace[] => [
  wholeCompany,
  ...(regions ? me.regions.map(({ id }) => ({ region: id, community: null })) : []),
  ...me.communities.map(({ id, region }) => ({ region, community: id })),
]

/** What is looked at: the company's defaults, or what holds in a place of one's own. */
export function PlaceField({ value, onChange, regions = true, label }: { value: OfficePlace; onChange: (place: OfficePlace) => void; regions?: boolean; label: string }) {
  const words = useScopeWords()
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const places = me ? placesOf(me, regions) : [wholeCompany]
  const key = (place: OfficePlace) => scopeKey(scopeOfPlace(place))
  return (
    <Select
      label={label}
      data={places.map((place) => ({ value: key(place), label: place.community === null && place.region === null ? t('office.admin.scope.everything') : words(scopeOfPlace(place)) }))}
      value={key(value)}
      onChange={(chosen) => onChange(places.find((place) => key(place) === chosen) ?? wholeCompany)}
      allowDeselect={false}
      searchable
    />
  )
}
