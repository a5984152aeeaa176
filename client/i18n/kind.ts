import type { TFunction } from 'i18next'
import { knownAlarmKinds } from '#shared/alarms.ts'
import type { FactName } from '#shared/facts.ts'

type Known = (typeof knownAlarmKinds)[number]

/** A known kind in words; what a door sent beyond those shows its own text. */
export function alarmWords(t: TFunction, alarm: { kind: string; text: string }): string {
  const known = knownAlarmKinds.find((kind): kind is Known => kind === alarm.kind)
  return known ? t(`words.alarmKind.${known}`) : alarm.text || alarm.kind
}

/** What a fact is called in a timeline. */
export const factWords = (t: TFunction, name: FactName): string => t(`words.fact.${name}`)
