import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'

/** Who is there now, and until when. */
export function OnDuty({ community: { id, zone } }: { community: Community }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery({ queryKey: ['on-duty', id], queryFn: () => ask('onDuty', { communities: id }), refetchInterval: 30_000 })
  if (!data) return null
  return (
    <section className="on-duty" aria-label={t('office.rosters.duty')}>
      <h2>{t('office.rosters.duty')}</h2>
      {data.length === 0 ? (
        <p>{t('office.rosters.dutyNone')}</p>
      ) : (
        <ul>
          {data.map(({ person, name, post, until }) => (
            <li key={`${person} ${until}`}>{t('office.rosters.dutyUntil', { name: format.name(name), post: t(`words.post.${post}`), time: format.time(until, zone) })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
