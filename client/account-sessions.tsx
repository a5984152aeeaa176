import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from './live/api.ts'
import { useCommand } from './live/command-state.ts'
import { SessionLines } from './members/session-lines.tsx'
import { Asked } from './ui/asked.tsx'
import { say } from './ui/notices.ts'
import { OfficeConfirm } from './ui/office-dialog.tsx'

/** Everywhere this person is signed in; one that is not theirs can be ended. */
export function AccountSessions() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['sessions'], queryFn: () => ask('sessions'), refetchInterval: 30_000 })
  const [asking, setAsking] = useState(false)
  const { run, busy, failure } = useCommand('session.revoke')
  const others = (query.data ?? []).filter(({ own }) => !own)
  const again = () => void client.invalidateQueries({ queryKey: ['sessions'] })
  const endOthers = async () => {
    for (const { id } of others) if (!(await run({}, id))) return
    setAsking(false)
    say(t('account.ended'))
    again()
  }
  return (
    <>
      <p className="dim">{t('account.sessionsLead')}</p>
      <Asked query={query}>
        {(sessions) => (
          <SessionLines sessions={sessions} now={query.dataUpdatedAt} onEnded={again}>
            {null}
          </SessionLines>
        )}
      </Asked>
      {query.data && (others.length === 0 ? (
        <p className="dim">{t('account.noOthers')}</p>
      ) : (
        <button type="button" className="button account-end" onClick={() => setAsking(true)}>
          {t('account.endOthers')}
        </button>
      ))}
      {asking && (
        <OfficeConfirm title={t('account.endOthers')} what={t('account.endOthersWhat', { count: others.length })} submit={t('account.endOthers')} danger busy={busy} failure={failure} onConfirm={() => void endOthers()} onClose={() => setAsking(false)} />
      )}
    </>
  )
}
