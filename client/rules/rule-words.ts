import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { valueUnits, type Scalar } from '#shared/devices.ts'
import type { RuleTest, ValueRule } from '#shared/rules.ts'
import { deviceSheetWords } from '../i18n/device-sheet.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { ask } from '../live/api.ts'
import { useScopeWords } from '../ui/office-fields.tsx'
import { scopeOfPlace } from '../ui/office-place.tsx'
import { amountOf } from './draft-rules.ts'

const known = deviceSheetWords.zh.deviceSheet.value
const isKnown = (key: string): key is keyof typeof known => Object.hasOwn(known, key)
export const knownKeys = Object.keys(known).filter(isKnown)

export type Judged = Pick<ValueRule, 'community' | 'deviceKind' | 'device' | 'key' | 'test' | 'alarm' | 'severity'>

/** A rule in words: what it tests and when that is over, what it raises, and of what. */
export function useRuleWords() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const scope = useScopeWords()
  const key = (one: string): string => (isKnown(one) ? t(`deviceSheet.value.${one}`) : one)
  const value = (one: Scalar): string => (typeof one === 'boolean' ? t(one ? 'office.rules.value.yes' : 'office.rules.value.no') : String(one))
  const number = (amount: number, of: string): string => [String(Number(amount.toPrecision(6))), valueUnits[of]].filter(Boolean).join(' ')
  const time = (seconds: number): string => {
    const { amount, unit } = amountOf(seconds)
    return t(`office.rules.time.${unit}`, { count: amount })
  }
  return {
    key, time, scope: (community: string | null) => scope(scopeOfPlace({ region: null, community })), name,
    alarm: (kind: string) => alarmWords(t, { kind, text: '' }),
    test: ({ key: of, test }: { key: string; test: RuleTest }): string => {
      switch (test.kind) {
        case 'threshold':
          return t(`office.rules.test.${test.delay > 0 ? (`${test.when}For` as const) : test.when}`, { key: key(of), limit: number(test.limit, of), time: time(test.delay) })
        case 'duration':
          return t('office.rules.test.duration', { key: key(of), value: value(test.equals), time: time(test.seconds) })
        case 'repetition':
          return t('office.rules.test.repetition', { key: key(of), value: value(test.equals), times: test.times, time: time(test.seconds) })
        case 'missing':
          return t('office.rules.test.missing', { key: key(of), time: time(test.seconds) })
        case 'change':
          return test.from === undefined || test.from === null ? t('office.rules.test.change', { key: key(of), value: value(test.to) }) : t('office.rules.test.changeFrom', { key: key(of), value: value(test.to), from: value(test.from) })
      }
    },
    back: ({ key: of, test }: { key: string; test: RuleTest }): string => {
      switch (test.kind) {
        case 'threshold':
          return t(test.when === 'above' ? 'office.rules.test.backAbove' : 'office.rules.test.backBelow', { back: number(test.limit + (test.when === 'above' ? -test.deadband : test.deadband), of) })
        case 'duration':
          return t('office.rules.test.backDuration', { value: value(test.equals) })
        case 'repetition':
          return t('office.rules.test.backRepetition', { time: time(test.seconds) })
        case 'missing':
          return t('office.rules.test.backMissing')
        case 'change':
          return t('office.rules.test.backChange', { value: value(test.to) })
      }
    },
  }
}

/** What a rule is of: "every pump", or a device by its name. */
export function useTarget({ deviceKind, device }: Pick<ValueRule, 'deviceKind' | 'device'>): string {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { data } = useQuery({ queryKey: ['device', device], queryFn: () => ask('device', {}, device ?? ''), enabled: device !== null, staleTime: 60_000, retry: false })
  if (deviceKind !== null) return t('office.rules.everyOf', { kind: t(`words.deviceKind.${deviceKind}`) })
  return data ? `${name(data.device.name)} ${data.device.code}` : t('office.rules.unknownDevice')
}
