import { useQueries, useQuery } from '@tanstack/react-query'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCommunities } from '../ui/office-fields.tsx'

const staffQuery = (community: string) => ({ queryKey: ['staff', community], queryFn: () => ask('staff', { community }), staleTime: 60_000 }) as const

/** Staff of one community; none while none is chosen. */
export function useStaff(community: string | null) {
  return useQuery({ ...staffQuery(community ?? ''), enabled: community !== null })
}

/** Beyond these the names are not read for a list: whoever opens the account finds them. */
const readAtOnce = 20

/** Names of staff by id, in the communities of the person's own scope; null for who is not known here. */
export function useStaffNames(wanted: boolean): (id: string) => string | null {
  const format = useFormat()
  const communities = useCommunities(may['member.change'])
  const asked = wanted && communities.length <= readAtOnce ? communities : []
  const names = useQueries({
    queries: asked.map(({ id }) => staffQuery(id)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ?? []).map((person) => [person.id, person.name] as const))),
  })
  return (id) => {
    const name = names.get(id)
    return name ? format.name(name) : null
  }
}
