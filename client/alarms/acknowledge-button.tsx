import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { sayFailure } from '../ui/notices.ts'

/** One click, no question. Where somebody else was first, that is what was wanted, so nothing is said. */
export function AcknowledgeButton({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const may = useMay()
  const { run, busy, failure } = useCommand('alarm.acknowledge')
  const refused = failure !== null && failure.problem?.status !== 409
  useEffect(() => {
    if (refused) sayFailure(failure)
  }, [refused, failure])
  if (!may('alarm.acknowledge', alarm.community)) return null
  return (
    <button
      type="button"
      className={`button acknowledge ${alarm.severity === 'critical' || alarm.severity === 'major' ? 'button-next' : ''}`}
      data-acknowledge
      disabled={busy}
      onClick={() => void run({ version: alarm.version }, alarm.id)}
    >
      {busy ? t('alarm.acknowledging') : t('alarm.acknowledge')}
    </button>
  )
}
