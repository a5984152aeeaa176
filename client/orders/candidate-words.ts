import { useTranslation } from 'react-i18next'
import type { Candidate } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'

/** A person's name as the screen holds it; a dash for one it does not know. */
export function useNames(): (id: string) => string {
  const format = useFormat()
  const people = useLive((state) => state.picture.person)
  return (id) => {
    const person = people.get(id)
    return person ? format.name(person.name) : '–'
  }
}

/** How far somebody is, why them, and what is against them, in words. */
export function useCandidateWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const told = (parts: (string | false)[]) => parts.filter(Boolean).join(t('join.dot'))
  return {
    way: ({ metres, minutes }: Candidate) => told([metres !== null && t('site.metres', { count: Math.round(metres) }), minutes !== null && t('plan.minutes', { count: minutes })]) || '–',
    why: ({ reasons, openOrders, positionAgeSeconds }: Candidate) =>
      told([...reasons.map((reason) => t(`words.reason.${reason}`)), openOrders > 0 && t('order.openOrders', { count: openOrders }), positionAgeSeconds !== null && t('people.positionAge', { age: format.age(positionAgeSeconds) })]),
    whyNot: ({ exclusions }: Candidate) => exclusions.map((exclusion) => t(`words.exclusion.${exclusion}`)).join(t('join.comma')),
    against: ({ wouldBreak }: Candidate) => (wouldBreak > 0 ? t('order.wouldBreak', { count: wouldBreak }) : ''),
  }
}
