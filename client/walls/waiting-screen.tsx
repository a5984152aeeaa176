import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { WaitingScreen } from '#shared/walls.ts'
import { useFormat } from '../i18n/format.ts'
import { post, Refused } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type Waiting = { screen: WaitingScreen | undefined; error: Error | null }

/** Which screen waits under a code, looked up anew for each; nothing while the code is not yet `good`. */
export function useWaiting({ code, good }: { code: string; good: boolean }): Waiting {
  const { data, error } = useQuery({
    queryKey: ['wallPairing', code],
    queryFn: () => post(queryPaths.wallPairing, { code }) as Promise<WaitingScreen>,
    enabled: good, retry: false, staleTime: Infinity, gcTime: 0,
  })
  return { screen: data, error }
}

/** Since when and from where: whoever approves must be able to tell this screen from somebody else's. */
export function WaitingNote({ screen, error }: Waiting) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (error) return <ProblemNote failure={{ problem: error instanceof Refused ? error.problem : null }} />
  if (!screen) return null
  const age = format.age(Math.max(0, (now - Date.parse(screen.since)) / 1000))
  return (
    <p role="status" data-testid="waiting-screen">
      {t('office.walls.waits', { age, address: screen.address ?? t('office.walls.addressUnknown') })}
    </p>
  )
}
