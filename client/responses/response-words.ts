import { useTranslation } from 'react-i18next'
import { alarmChain, alarmClockKinds } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { alarmWords } from '../i18n/kind.ts'
import { saidOf } from './response-rules.ts'

/** Who is told after the room, in their order. */
export const levels = alarmChain.slice(1) as ['butler', 'duty-manager', 'regional-head']

/** A row in words: what it is about, and each thing that follows. What does not follow has none. */
export function useResponseWords() {
  const { t } = useTranslation()
  const time = (seconds: number): string => {
    const { unit, amount } = saidOf(seconds)
    return t(`office.responses.time.${unit}`, { count: amount })
  }
  const kind = (row: Pick<AlarmResponse, 'kind'>): string => (row.kind === null ? t('office.responses.anyKind') : alarmWords(t, { kind: row.kind, text: '' }))
  const clocks = ({ clocks: held }: Pick<AlarmResponse, 'clocks'>): string[] =>
    alarmClockKinds.flatMap((name) => (held[name] === null ? [] : [t(`office.responses.clock.${name}`, { time: time(held[name]) })]))
  const told = ({ escalate }: Pick<AlarmResponse, 'escalate'>): string[] =>
    levels.flatMap((level, index) => {
      const seconds = escalate[index] ?? null
      return seconds === null ? [] : [t('office.responses.told', { who: t(`words.escalation.${level}`), time: time(seconds) })]
    })
  const order = ({ order: made }: Pick<AlarmResponse, 'order'>): string | null =>
    made && [t(`words.category.${made.category}`), ...(made.facility ? [t(`words.facility.${made.facility}`)] : []), t(`words.priority.${made.priority}`)].join(t('join.dot'))
  /** All of it, in a sentence. */
  const sentence = (row: Pick<AlarmResponse, 'clocks' | 'escalate' | 'order'>): string => {
    const made = order(row)
    const said = [...clocks(row), ...told(row), ...(made ? [t('office.responses.makes', { order: made })] : [])]
    return said.length > 0 ? said.join(t('office.responses.comma')) : t('office.responses.nothing')
  }
  return { kind, clocks, told, order, sentence }
}
