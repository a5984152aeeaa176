import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { positionAge } from '#shared/patrol.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { goTo, select } from '../ui/desk-state.ts'
import { Block, Facts, Sheet } from '../ui/sheet.tsx'
import { duties } from './duty-rules.ts'
import { useDutyWords } from './person-row.tsx'

/** One person: what they are at, how old their place is, what they carry. `load` lists their open orders. */
export function PersonSheet({ id, zone, load }: { id: string; zone: string | undefined; load: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const words = useDutyWords()
  const picture = useLive((state) => state.picture)
  const person = picture.person.get(id)
  const position = positions.of(id)
  const duty = duties(picture, positions.of, now).find((row) => row.person.id === id)
  if (!person) {
    return (
      <Sheet label={t('people.title')} title={t('people.title')} onClose={() => select(null)}>
        <p>{t('people.gone')}</p>
      </Sheet>
    )
  }
  const age = position ? (now - position.at) / 1000 : null
  return (
    <Sheet label={format.name(person.name)} over={t(`words.post.${person.post}`)} title={format.name(person.name)} onClose={() => select(null)}>
      <Facts
        rows={[
          [t('people.title'), duty ? words(duty) : t('words.exclusion.off-shift')],
          ...(duty ? [[t('people.shift'), `${format.time(duty.shift.startsAt, zone)} – ${format.time(duty.shift.endsAt, zone)}`] as const] : []),
          [
            t('people.position'),
            age === null ? (
              t('people.noPosition')
            ) : (
              <span key="position" className={age > positionAge.stale ? 'soon' : ''}>
                {t('link.ago', { age: format.age(age) })}{' '}
                <button type="button" className="link" onClick={() => goTo({ kind: 'person', id })}>
                  {t('people.locate')}
                </button>
              </span>
            ),
          ],
          ...(position?.accuracy != null ? [[t('people.accuracy'), t('site.metres', { count: Math.round(position.accuracy) })] as const] : []),
          ...(position?.battery != null ? [[t('people.battery'), `${Math.round(position.battery)} %`] as const] : []),
          [t('people.skills'), person.skills.map((skill) => t(`words.skill.${skill}`)).join(t('join.comma')) || '–'],
          [t('people.code'), person.code],
        ]}
      />
      <Block title={t('people.load')}>{load}</Block>
    </Sheet>
  )
}
