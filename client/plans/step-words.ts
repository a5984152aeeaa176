import { useTranslation } from 'react-i18next'
import type { PlanStep } from '#shared/plans.ts'
import { usePlanWords } from './plan-words.ts'

/** How a step stands among the others, in words. */
export function useStepWords(steps: readonly PlanStep[]) {
  const { t } = useTranslation()
  const words = usePlanWords()
  const numberOf = (key: string): number => steps.findIndex((step) => step.key === key) + 1
  return {
    ...words,
    /** Its number and its name. */
    called: (key: string): string => {
      const step = steps.find((one) => one.key === key)
      return step ? `${numberOf(key)} ${words.name(step.name)}` : key
    },
    limit: ({ minutes }: PlanStep): string => (minutes === null ? t('office.planEditor.noLimit') : words.time(minutes)),
    after: ({ after }: PlanStep): string => (after.length === 0 ? t('office.planEditor.begins') : after.map(numberOf).toSorted((a, b) => a - b).join(t('join.comma'))),
    branch: ({ when }: PlanStep): string => {
      const answer = when && steps.find(({ key }) => key === when.step)?.answers?.find(({ key }) => key === when.answer)
      return when && answer ? t('office.planEditor.answerIs', { step: numberOf(when.step), answer: words.name(answer.name) }) : ''
    },
    needs: ({ needs, must }: PlanStep): string =>
      [...(['note', 'photo', 'second'] as const).filter((need) => needs?.[need]), ...(must ? (['must'] as const) : [])].map((need) => t(`office.planEditor.need.${need}`)).join(t('join.comma')),
    who: ({ post, skill }: PlanStep): string => [t(`words.post.${post}`), ...(skill ? [t(`words.skill.${skill}`)] : [])].join(t('join.dot')),
  }
}
