import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { alarmChain, type Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'

/** Whether anybody has seen it, and who. */
export function stateWords(t: TFunction, alarm: Alarm): string {
  if (alarm.state === 'acknowledged' && alarm.acknowledgedBy) return t('alarm.ackedBy', { who: alarm.acknowledgedBy })
  return t(`words.alarmState.${alarm.state}`)
}

/** Who acts on it: whoever took it on, else whoever has its order. Null where nobody does. */
export function useActing({ owner, order: id }: Alarm): string | null {
  const { t } = useTranslation()
  const format = useFormat()
  const order = useLive((state) => (id ? state.picture.order.get(id) : undefined))
  const assignee = useLive((state) => (order?.assignee ? state.picture.person.get(order.assignee) : undefined))
  if (owner) return t('alarm.ownedBy', { who: owner.name })
  return order && assignee ? t('alarm.orderedTo', { who: format.name(assignee.name), state: t(`words.orderState.${order.state}`) }) : null
}

/** What is unusual about it, in a few words each. */
export function marksOf(t: TFunction, alarm: Alarm): string[] {
  const told = alarmChain[alarm.escalation ?? 0]
  return [
    ...(alarm.shelvingAsked ? [t('alarm.mark.asked', { who: alarm.shelvingAsked.by.name })] : []),
    ...(alarm.chatteringSince ? [t('alarm.mark.chattering', { count: alarm.count })] : []),
    ...(told && told !== 'room' ? [t('alarm.mark.escalated', { who: t(`words.escalation.${told}`) })] : []),
    ...(alarm.window && alarm.state !== 'out-of-service' ? [t('alarm.mark.window')] : []),
    ...(alarm.cause && alarm.state !== 'suppressed' ? [t('alarm.mark.cause')] : []),
    ...(alarm.skew ? [t('alarm.mark.skew')] : []),
  ]
}
