import { useTranslation } from 'react-i18next'
import { distance, type LonLat } from '#shared/geo.ts'
import { positionAge } from '#shared/patrol.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { useLocated } from '../live/session.ts'
import { goTo } from '../ui/desk-state.ts'
import { duties } from './duty-rules.ts'
import { useDutyWords } from './person-row.tsx'

const near = 150

/** Who on duty is within 150 metres of a place in a community, by positions younger than ten minutes. */
export function PeopleNear({ community, place }: { community: string; place: LonLat }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useDutyWords()
  const now = useNow()
  const picture = useLive((state) => state.picture)
  const located = useLocated()
  if (!located(community)) return <p className="dim">{t('personal.noPlaces')}</p>
  const around = duties(picture, { of: positions.of, located }, now)
    .flatMap((duty) => {
      const at = positions.of(duty.person.id)
      const metres = at && duty.age !== null && duty.age < positionAge.unknown ? distance(at.point, place) : Infinity
      return metres <= near ? [{ duty, metres }] : []
    })
    .toSorted((a, b) => a.metres - b.metres)
  if (around.length === 0) return <p className="dim">{t('site.nobodyNear')}</p>
  return (
    <ul className="lines">
      {around.map(({ duty, metres }) => (
        <li key={duty.person.id}>
          <button type="button" className="line-button" onClick={() => goTo({ kind: 'person', id: duty.person.id })}>
            <span className="one-line">
              {format.name(duty.person.name)} <span className="dim">{[t(`words.post.${duty.person.post}`), words(duty)].join(t('join.dot'))}</span>
            </span>
            <span className="dim">{t('site.metres', { count: Math.round(metres) })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
