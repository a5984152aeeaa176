import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queryPaths } from '#shared/paths.ts'
import { problemsOf } from '#shared/plan-rules.ts'
import type { PlanContent, PlanProblem } from '#shared/plans.ts'
import { post } from '../live/api.ts'
import { sendable } from './edit-wire.ts'
import { together } from './problem-rules.ts'
import { nameless } from './starters.ts'

/** Milliseconds without typing. */
const pause = 700
const none: PlanProblem[] = []

export type Problems = { found: PlanProblem[]; world: 'checking' | 'checked' | 'failed' }

/** What stands against a plan as it is now: by itself at once, against the world a moment later. `asked`: whether it is checked at all. */
export function useProblems(content: PlanContent, asked: boolean): Problems {
  const said = useMemo(() => sendable(content, nameless), [content])
  const [settled] = useDebouncedValue(said, pause)
  const told = useQuery({
    queryKey: ['planProblems', settled], queryFn: async () => (await post(queryPaths.planProblems, settled)) as PlanProblem[], enabled: asked, placeholderData: keepPreviousData, gcTime: 60_000, staleTime: 60_000, retry: false,
  })
  const found = useMemo(() => (asked ? together(problemsOf(said), told.data ?? none, said) : none), [asked, said, told.data])
  return { found, world: told.isError ? 'failed' : told.isFetching || settled !== said ? 'checking' : 'checked' }
}
