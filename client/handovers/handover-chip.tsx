import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { useWaiting } from './waiting.ts'

/** In the header while a change of shift waits for somebody to take over. */
export function HandoverChip() {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useQuery(meQuery)
  const waiting = useWaiting()
  const [first, second] = waiting
  if (!first) return null
  const missed = waiting.some(({ state }) => state === 'missed')
  const zone = me.data?.communities.find(({ id }) => id === first.community)?.zone
  const what = second ? t('handover.several', { count: waiting.length }) : t('handover.chip', { time: format.time(first.at, zone) })
  return (
    <button type="button" className="button" onClick={() => openDialog({ kind: 'handover' })} data-handover={missed ? 'missed' : 'open'}>
      {missed && <SeverityMark severity="major" />} {what + t('join.dot') + t(`handover.state.${missed ? 'missed' : first.state}`)}
    </button>
  )
}
