import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import '../i18n/flow.ts'
import { ask, Refused } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import { Edition } from './edition.tsx'

/** Milliseconds after which an edition that is being written is read again: no stream tells of it. */
const again = 5_000

/** One edition of a plan: to look at, and as a draft to write. */
export default function EditionPage({ id }: { id: string }) {
  const { t } = useTranslation()
  const change = useLive((state) => state.catalogue)
  const plan = useQuery({
    queryKey: ['plan', id, change], queryFn: () => ask('plan', {}, id), placeholderData: keepPreviousData, retry: (count, error) => count < 1 && !isGone(error),
    refetchInterval: ({ state }) => (state.data?.publishedAt ? false : again),
  })
  if (!plan.data && isGone(plan.error)) {
    return (
      <div className="office-empty">
        <p>{t('office.planEditor.gone')}</p>
        <Link href="/plans/library" className="link">
          {t('office.planEditor.back')}
        </Link>
      </div>
    )
  }
  return <Asked query={plan}>{(data) => <Edition plan={data} />}</Asked>
}

const isGone = (error: unknown): boolean => error instanceof Refused && (error.problem?.status === 404 || error.problem?.status === 400)
