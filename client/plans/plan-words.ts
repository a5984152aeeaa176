import { useTranslation } from 'react-i18next'
import { severities } from '#shared/alarms.ts'
import { kindOf, type PlanStep, type Trigger } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'

const listed = 4

/** What a plan says, in words. */
export function usePlanWords() {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const several = (words: readonly string[]): string => (words.length > listed ? [...words.slice(0, listed), t('office.planLibrary.moreTriggers', { count: words.length - listed })] : words).join(t('join.comma'))
  const time = (minutes: number): string => {
    if (minutes < 1) return t('office.planLibrary.time.seconds', { count: Math.round(minutes * 60) })
    if (minutes >= 2880 && minutes % 1440 === 0) return t('office.planLibrary.time.days', { count: minutes / 1440 })
    return minutes >= 120 && minutes % 60 === 0 ? t('office.planLibrary.time.hours', { count: minutes / 60 }) : t('office.planLibrary.time.minutes', { count: minutes })
  }
  return {
    name, time,
    /** With its year: editions grow old. */
    day: (at: string): string => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium' }).format(new Date(at)),
    trigger: (trigger: Trigger): string => {
      if (trigger.on === 'words') return t('office.planLibrary.trigger.words', { words: several(trigger.words) })
      const kinds = several(trigger.kinds.map((kind) => alarmWords(t, { kind, text: '' })))
      const many = trigger.count && trigger.count > 1 ? t('office.planLibrary.trigger.many', { count: trigger.count, kinds }) : kinds
      // The least severe includes all.
      return trigger.severity && trigger.severity !== severities.at(-1) ? t('office.planLibrary.trigger.worse', { kinds: many, severity: t(`words.severity.${trigger.severity}`) }) : many
    },
    /** Whose it is, and its limit. */
    sub: (step: PlanStep): string => [t(`words.post.${step.post}`), ...(step.skill ? [t(`words.skill.${step.skill}`)] : []), ...(step.minutes === null ? [] : [time(step.minutes)])].join(t('join.dot')),
    kind: (step: PlanStep): string => t(`flow.kind.${kindOf(step)}`),
  }
}
