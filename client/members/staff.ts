import { useQueries, useQuery } from '@tanstack/react-query'
import type { StaffMember } from '#shared/people.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommunities } from '../ui/office-fields.tsx'

const staffQuery = (community: string) => ({ queryKey: ['staff', community], queryFn: () => ask('staff', { community }), staleTime: 60_000 }) as const

/** Staff of one community; none while none is chosen. */
export function useStaff(community: string | null) {
  return useQuery({ ...staffQuery(community ?? ''), enabled: community !== null })
}

/** Beyond these the names are not read for a list: whoever opens the account finds them. */
const readAtOnce = 20

/** Staff by id, in the communities of the person's own scope; null for who is not known here. */
export function useKnownStaff(wanted: boolean): (id: string) => StaffMember | null {
  const communities = useCommunities(may['member.change'])
  const asked = wanted && communities.length <= readAtOnce ? communities : []
  const known = useQueries({
    queries: asked.map(({ id }) => staffQuery(id)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ?? []).map((person) => [person.id, person] as const))),
  })
  return (id) => known.get(id) ?? null
}
