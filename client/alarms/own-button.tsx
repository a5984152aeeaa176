import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isAside, isStanding, type Alarm } from '#shared/alarms.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { sayFailure } from '../ui/notices.ts'

/** "I act on it": another thing than having seen it. Only where nobody does yet. */
export function OwnButton({ alarm, next = false }: { alarm: Alarm; next?: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const { run, busy, failure } = useCommand('alarm.own')
  useEffect(() => {
    if (failure) sayFailure(failure)
  }, [failure])
  if (alarm.owner || isAside(alarm) || !isStanding(alarm) || !may('alarm.own', alarm.community)) return null
  return (
    <button type="button" className={`button acknowledge ${next ? 'button-next' : ''}`} data-own disabled={busy} onClick={() => void run({ version: alarm.version }, alarm.id)}>
      {t('alarm.own')}
    </button>
  )
}
