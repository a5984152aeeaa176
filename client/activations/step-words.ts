import { useTranslation } from 'react-i18next'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'

/** What is said of a step, beside its name. */
export function useStepWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return {
    /** What a wait waits for. */
    wait({ wait }: Pick<ActivationStep, 'wait'>): string | null {
      if (!wait) return null
      if (wait.until === 'time') return t('run.wait.time', { count: wait.minutes })
      if (wait.until === 'person') return t('run.wait.person')
      return t('run.wait.value', { device: t(`words.deviceKind.${wait.device}`), what: t('run.key', { key: wait.key }) + t(`run.${wait.when}`, { limit: format.number(wait.limit) }) })
    },
    answer({ answer, answers }: Pick<ActivationStep, 'answer' | 'answers'>): string | null {
      const given = answers?.find(({ key }) => key === answer)
      return given ? format.name(given.name) : null
    },
    /** What it takes beside being done. */
    asks: ({ needs }: Pick<ActivationStep, 'needs'>): string[] => (needs ? (['note', 'photo', 'second'] as const).flatMap((need) => (needs[need] ? [t(`run.${need}`)] : [])) : []),
    /** The part that it came in with. */
    part({ parts }: Pick<Activation, 'parts'>, { part }: Pick<ActivationStep, 'part'>): string | null {
      if (!part) return null
      const found = parts?.find(({ key }) => key === part)
      return found ? t('run.part', { name: format.name(found.name) }) : t('run.added')
    },
  }
}
