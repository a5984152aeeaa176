import { useTranslation } from 'react-i18next'
import { positionAge } from '#shared/patrol.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { placeWords } from '../live/words.ts'
import { goTo, useDesk } from '../ui/desk-state.ts'
import type { Duty } from './duty-rules.ts'

export function PersonRow({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useDutyWords()(duty)
  const { person, state } = duty
  const chosen = useDesk((desk) => desk.selected?.kind === 'person' && desk.selected.id === person.id)
  const post = t(`words.post.${person.post}`)
  return (
    <li className={`person-row person-${state}`} data-row data-person={person.id} data-state={state} aria-current={chosen || undefined}>
      <button type="button" className="row-open" data-row-open onClick={() => goTo({ kind: 'person', id: person.id })} aria-label={t('people.row', { name: format.name(person.name), post, state: words })} />
      <span className="person-name one-line">
        {format.name(person.name)}
        <span className="dim">{t('join.dot') + post}</span>
      </span>
      <span className="person-doing one-line">{words}</span>
    </li>
  )
}

/** What somebody on duty is at, and how old their place is once that matters. */
export function useDutyWords(): (duty: Duty) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  return ({ person, state, step, order, run, age }) => {
    if (state === 'silent') return age === null ? `${t('people.silent')}${t('join.dot')}${t('people.noPosition')}` : `${t('people.silent')} ${format.age(age)}`
    const old = age !== null && age > positionAge.stale && person.post !== 'duty-manager' ? t('join.dot') + t('people.positionAge', { age: format.age(age) }) : ''
    if (state === 'busy' && step) return format.name(step.name) + old
    if (state === 'busy' && order) {
      const place = placeWords(format, sites, { community: order.community, building: order.building, place: order.building ? '' : order.place }, false)
      return t(order.state === 'arrived' ? 'people.at' : order.state === 'accepted' ? 'people.onWay' : 'people.busy', { place }) + old
    }
    if (state === 'patrol' && run) return t('people.patrol', { done: run.visits.length, of: run.checkpoints }) + old
    return t('people.free') + old
  }
}
