import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { goTo } from '../ui/desk-state.ts'
import { Facts } from '../ui/sheet.tsx'
import { useAlarmPlace } from './alarm-place.ts'
import { useActing } from './alarm-words.ts'

/** What is known of it: where, since when by which clock, how often, who saw it and who acts on it, why it is put aside. */
export function AlarmFacts({ alarm, zone }: { alarm: Alarm; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const place = useAlarmPlace()(alarm)
  const acting = useActing(alarm)
  const { building, order, cause, owner, skew } = alarm
  const ago = (at: string) => t('link.ago', { age: format.age((now - Date.parse(at)) / 1000) })
  const link = (kind: 'building' | 'alarm' | 'order', id: string, words: string) => (
    <button key={kind} type="button" className="link" onClick={() => goTo({ kind, id })}>
      {words}
    </button>
  )
  const row = (label: string, value: ReactNode, when: boolean): (readonly [string, ReactNode])[] => (when ? [[label, value]] : [])
  return (
    <Facts
      rows={[
        ...row(t('order.where'), building ? link('building', building, place) : place, true),
        ...row(t('alarm.device'), alarm.deviceName && format.name(alarm.deviceName), alarm.deviceName !== null),
        ...row(t('order.description'), alarm.text, alarm.text !== ''),
        ...row(t('alarmSheet.received'), `${format.moment(alarm.raisedAt, zone)}${t('join.dot')}${ago(alarm.raisedAt)}`, true),
        ...row(
          t('alarmSheet.deviceAt'),
          <>
            {alarm.deviceAt && (skew ? new Date(alarm.deviceAt).toLocaleString(format.language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, hourCycle: 'h23' }) : format.moment(alarm.deviceAt, zone))}
            {skew ? <span className="soon"> {t(skew > 0 ? 'alarmSheet.ahead' : 'alarmSheet.behind', { age: format.age(Math.abs(skew)) })}</span> : null}
          </>,
          alarm.deviceAt !== null,
        ),
        ...row(
          t('alarm.repeated'),
          [t('alarmSheet.times', { count: alarm.count }), alarm.repeatedAt && t('alarmSheet.lastAt', { age: format.age((now - Date.parse(alarm.repeatedAt)) / 1000) }), alarm.fleeting ? t('alarmSheet.fleeting', { count: alarm.fleeting }) : null].filter(Boolean).join(t('join.dot')),
          alarm.count > 1,
        ),
        ...row(t('alarmSheet.seen'), alarm.acknowledgedAt && alarm.acknowledgedBy ? t('alarmSheet.seenBy', { who: alarm.acknowledgedBy, time: format.moment(alarm.acknowledgedAt, zone) }) : t('alarmSheet.unseen'), true),
        ...row(t('alarmSheet.acting'), owner ? t('alarmSheet.actingBy', { who: owner.name, time: format.moment(owner.at, zone) }) : (acting ?? t('alarmSheet.nobody')), true),
        ...row(t('alarmSheet.order'), order ? link('order', order, t('alarmSheet.ordered')) : t('alarmSheet.noOrder'), true),
        ...row(t('alarm.cleared'), alarm.clearedAt && format.moment(alarm.clearedAt, zone), alarm.clearedAt !== null),
        ...row(t('alarmSheet.cause'), cause && link('alarm', cause.alarm, t('alarmSheet.causeNow', { name: cause.name ? format.name(cause.name) : '' })), Boolean(cause)),
        ...row(t('alarm.mark.title'), <Notes key="notes" alarm={alarm} zone={zone} />, Boolean(alarm.chatteringSince || alarm.window || alarm.exercise) || alarm.state === 'latched'),
      ]}
    />
  )
}

/** What is unusual about it, in sentences. */
function Notes({ alarm, zone }: { alarm: Alarm; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      {alarm.chatteringSince && <p>{t('alarmSheet.chattering', { time: format.moment(alarm.chatteringSince, zone) })}</p>}
      {alarm.window && <p>{t('alarmSheet.window')}</p>}
      {alarm.exercise && <p>{t(`alarmSheet.exercise.${alarm.exercise}`)}</p>}
      {alarm.state === 'latched' && <p>{t('alarmSheet.resetLead')}</p>}
    </>
  )
}
