import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { careLevels } from '#shared/households.ts'
import { ask } from '../live/api.ts'
import { useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { Reveal } from '../ui/reveal.tsx'
import { CareMark } from './care-mark.tsx'

const HouseholdList = lazy(() => import('./household-list.tsx'))

/** How many households of a building are on file at each care level and, by right, who they are. */
export function CareCounts({ community, building }: { community: string; building: string }) {
  const { t } = useTranslation()
  const sees = useSees()
  const query = useQuery({ queryKey: ['care', building], queryFn: () => ask('care', {}, building) })
  return (
    <Asked query={query}>
      {(counts) => {
        if (careLevels.every((level) => counts[level] === 0)) return <p className="dim">{t('personal.noHouseholds')}</p>
        return (
          <>
            <ul className="lines" data-testid="care">
              {careLevels.map((level) => (
                <li key={level}>
                  <span className="line-mark">
                    <CareMark level={level} /> {t(`personal.level.${level}`)} <span className="dim">{t(`personal.means.${level}`)}</span>
                  </span>
                  <span>{t('personal.count', { count: counts[level] })}</span>
                </li>
              ))}
            </ul>
            {sees('households', community) === 'yes' && (
              <Reveal label={t('personal.showHouseholds')} mask="" ask={() => ask('households', {}, building)}>
                {(rows) => (
                  <Suspense fallback={null}>
                    <HouseholdList rows={rows} />
                  </Suspense>
                )}
              </Reveal>
            )}
          </>
        )
      }}
    </Asked>
  )
}
