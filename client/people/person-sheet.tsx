import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { positionAge } from '#shared/patrol.ts'
import type { Person } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { useLocated, useSees } from '../live/session.ts'
import { goTo, select } from '../ui/desk-state.ts'
import { Phone, Reveal } from '../ui/reveal.tsx'
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
  const sees = useSees()
  const located = useLocated()
  const duty = duties(picture, { of: positions.of, located }, now).find((row) => row.person.id === id)
  const live = person !== undefined && located(person.community)
  useEffect(() => (live ? undefined : () => positions.drop(id)), [live, id])
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
              <NoPlace key="none" person={person} live={live} />
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
          ...(sees('personContact', person.community) === 'yes'
            ? [[t('personal.phone'), <Reveal key="phone" label={t('personal.showPhone')} ask={() => ask('personContact', {}, id)}>{({ phone }) => <Phone number={phone} />}</Reveal>] as const]
            : []),
          [t('people.skills'), person.skills.map((skill) => t(`words.skill.${skill}`)).join(t('join.comma')) || '–'],
          [t('people.code'), person.code],
        ]}
      />
      <Block title={t('people.load')}>{load}</Block>
    </Sheet>
  )
}

/** Where places do not come by themselves, one is shown on a click that is written down, or it is said that none is. */
function NoPlace({ person: { id, community }, live }: { person: Person; live: boolean }) {
  const { t } = useTranslation()
  const sees = useSees()
  if (live) return t('people.noPosition')
  if (sees('personPosition', community) !== 'yes') return <span className="dim">{t('personal.noPlaces')}</span>
  const show = async () => {
    const position = await ask('personPosition', {}, id)
    if (position) positions.hear([position])
    return position
  }
  return (
    <Reveal label={t('personal.showPosition')} mask="" ask={show}>
      {() => t('people.noPosition')}
    </Reveal>
  )
}
