import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readiness } from '#shared/readiness.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { lowAt } from '../ui/percent-rules.ts'
import { ReadinessMatrix } from './readiness-matrix.tsx'
import { LeastReady, ReadinessReasons } from './readiness-reasons.tsx'
import './readiness.css'

/** How ready each community is for each scene, the least ready first. */
export default function ReadinessPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { communities, all } = useWatched(sees.readiness)
  const [opened, open] = useState<readonly Readiness[]>([])
  const params = { communities: all ? '' : communities.map(({ id }) => id).join(',') }
  const query = useQuery({ queryKey: ['readiness', params], queryFn: () => ask('readiness', params), enabled: communities.length > 0, refetchInterval: 300_000, placeholderData: keepPreviousData })
  const [first, ...others] = opened
  return (
    <OfficePage title={t('office.readiness.title')} lead={t('office.readiness.lead')}>
      <Asked query={query}>
        {(list) =>
          list.length === 0 ? (
            <OfficeEmpty>{t('office.readiness.empty')}</OfficeEmpty>
          ) : (
            <div className="readiness" data-stale={query.isError || undefined}>
              <p>
                <Summary list={list} />
                {query.isError && <span role="status"> {t('office.readiness.stale', { time: format.time(new Date(query.dataUpdatedAt).toISOString(), communities[0]?.zone) })}</span>}
              </p>
              <ReadinessMatrix all={list} onOpen={open} />
              {communities.length === 1 && !all && <LeastReady list={list} />}
            </div>
          )
        }
      </Asked>
      {first && <ReadinessReasons cell={[first, ...others]} onClose={() => open([])} />}
    </OfficePage>
  )
}

function Summary({ list }: { list: readonly Readiness[] }) {
  const { t } = useTranslation()
  const count = (low: 'major' | 'minor'): number => list.filter(({ percent }) => lowAt(percent) === low).length
  const [major, minor] = [count('major'), count('minor')]
  return <>{major + minor === 0 ? t('office.readiness.allFine', { count: list.length }) : t('office.readiness.sum', { count: list.length, major, minor })}</>
}
