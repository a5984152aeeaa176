import { useTranslation } from 'react-i18next'
import type { Limit, Limits } from '#shared/promises.ts'
import { limitNames, saidOf } from './limit-rules.ts'

/** A limit in words: "20 分钟", "当天", "1 个工作日". */
export function useLimitWords(): (limit: Limit) => string {
  const { t } = useTranslation()
  return (limit) => {
    const { unit, amount } = saidOf(limit)
    if (unit === 'days' && amount <= 1) return t(amount === 0 ? 'office.promises.said.sameDay' : 'office.promises.said.nextDay')
    if (unit === 'working-days' && amount === 0) return t('office.promises.said.sameWorkingDay')
    return t(`office.promises.said.${unit}`, { count: amount })
  }
}

/** All that a row promises, in a sentence. */
export function usePromiseSentence(): (limits: Limits) => string {
  const { t } = useTranslation()
  const words = useLimitWords()
  return (limits) =>
    limitNames
      .flatMap((name) => {
        const limit = limits[name]
        return limit ? [t(`office.promises.within.${name}`, { limit: words(limit) })] : []
      })
      .join(t('office.promises.comma'))
}
