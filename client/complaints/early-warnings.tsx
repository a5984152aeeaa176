import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EarlyWarning } from '#shared/complaints.ts'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'

/** Categories that grow, with what grew most. */
export function EarlyWarnings({ warnings }: { warnings: readonly EarlyWarning[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useQuery(meQuery)
  const nameOf = (id: string): string => {
    const row = me?.communities.find((one) => one.id === id)
    return row ? format.name(row.name) : '–'
  }
  return (
    <section className="growth" aria-label={t('office.complaints.warnings.title')}>
      <h2>
        <SeverityMark severity="major" /> {t('office.complaints.warnings.title')} <span className="dim">{t('office.complaints.warnings.why')}</span>
      </h2>
      <ul>
        {warnings.map(({ community, category, thisWeek, usual, limit, titles }) => (
          <li key={`${community} ${category}`}>
            <strong>{t('office.complaints.warnings.line', { community: nameOf(community), category: t(`words.category.${category}`) })}</strong>
            <span>{t('office.complaints.warnings.count', { now: thisWeek, usual, limit })}</span>
            <span className="dim">{titles.map(({ title, count }) => t('office.complaints.warnings.titled', { title, count })).join(t('join.comma'))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
