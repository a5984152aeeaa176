import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import { usePlanWords } from './plan-words.ts'

/** Every edition of one plan: when it came into force, by whom, what was different, what it took in. */
export function EditionList({ series, shown }: { series: string; shown: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { day } = usePlanWords()
  const change = useLive((state) => state.catalogue)
  const editions = useQuery({ queryKey: ['planEditions', change], queryFn: () => ask('planEditions'), placeholderData: keepPreviousData, refetchInterval: 10_000 })
  return (
    <div className="edition-pane">
      <Asked query={editions}>
        {(rows) => (
          <ol className="edition-list">
            {rows.filter((row) => row.series === series).toSorted((a, b) => b.edition - a.edition).map((row) => (
              <li key={row.id}>
                <Link href={`/plans/library/${row.id}`} className="link" aria-current={row.id === shown ? 'page' : undefined}>
                  {t('office.planEditor.editionOf', { edition: row.edition, state: t(`office.planLibrary.state.${row.state}`) })}
                </Link>
                <span className="dim">
                  {row.publishedAt ? t('office.planEditor.publishedBy', { who: row.publishedBy, at: day(row.publishedAt) }) : t('office.planEditor.by', { who: row.by, at: format.moment(row.changedAt) })}
                </span>
                {row.change && <p>{row.change}</p>}
                {row.findings.length > 0 && <p className="dim">{t('office.planEditor.took', { count: row.findings.length })}</p>}
              </li>
            ))}
          </ol>
        )}
      </Asked>
    </div>
  )
}
