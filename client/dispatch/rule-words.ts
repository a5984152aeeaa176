import { useTranslation } from 'react-i18next'
import type { DispatchRule } from '#shared/dispatch.ts'
import { useScopeWords } from '../ui/office-fields.tsx'
import { scopeOfPlace } from '../ui/office-place.tsx'

/** A rule in words: where, what, when and how. */
export function useRuleWords() {
  const { t } = useTranslation()
  const scope = useScopeWords()
  return (rule: Pick<DispatchRule, 'region' | 'community' | 'category' | 'hours' | 'mode' | 'acceptMinutes'>) => ({
    where: scope(scopeOfPlace(rule)),
    what: rule.category === null ? t('office.dispatch.all') : t(`words.category.${rule.category}`),
    when: rule.hours === null ? t('office.dispatch.always') : t(`office.dispatch.hours.${rule.hours}`),
    how: rule.mode === 'assign' || rule.mode === 'rotate' ? t(`office.dispatch.words.${rule.mode}`, { count: rule.acceptMinutes }) : t(`office.dispatch.words.${rule.mode}`),
  })
}
