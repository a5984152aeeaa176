import { useTranslation } from 'react-i18next'
import { alarmWords } from '../i18n/kind.ts'
import { useFormat } from '../i18n/format.ts'
import { goTo } from '../ui/desk-state.ts'
import type { Shown } from './device-sheet.tsx'

/** How it is, and why: by what it said last, by an alarm, by work that goes on. */
export function StateWords({ shown, now, zone }: { shown: Shown; now: number; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { device, heardAt, alarms } = shown
  if (device.removedAt) return <p className="device-state">{t('deviceSheet.removed', { date: format.date(device.removedAt, zone) })}</p>
  const { state, silentAfter, seenAt } = device
  const cause = state === 'faulty' ? alarms.find((alarm) => alarm.state !== 'normal') : undefined
  const ago = (at: string) => format.age((now - Date.parse(at)) / 1000)
  const why = {
    online: heardAt ? t('deviceSheet.why.online', { age: ago(heardAt) }) : t(silentAfter ? 'deviceSheet.why.never' : 'deviceSheet.why.quiet'),
    silent: silentAfter ? t('deviceSheet.why.silent', { limit: format.age(silentAfter) }) : t('deviceSheet.why.silentNow'),
    faulty: t('deviceSheet.why.faulty'),
    maintenance: t('deviceSheet.why.maintenance'),
  }[state]
  return (
    <p className="device-state" data-state={state}>
      <b>{t(`words.deviceState.${state}`)}</b>
      <span>
        {cause ? (
          <button type="button" className="link" onClick={() => goTo({ kind: 'alarm', id: cause.id })}>
            {alarmWords(t, cause)}
          </button>
        ) : (
          why
        )}
        {state !== 'online' && seenAt && <span className="dim">{t('join.dot') + t('deviceSheet.why.since', { age: ago(seenAt) })}</span>}
      </span>
    </p>
  )
}
