import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useActs } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

/** What somebody has to say of an alarm; it stands in the timeline. */
export function AlarmComment({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const may = useMay()
  const { run, busy, failure } = useActs('alarm', alarm.id)
  const [note, setNote] = useState('')
  if (!may('alarm.comment', alarm.community)) return null
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await run('alarm.comment', { version: alarm.version, note: note.trim() })) setNote('')
  }
  return (
    <form className="alarm-comment" onSubmit={(event) => void send(event)}>
      <textarea className="field" rows={2} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('alarmSheet.comment')} placeholder={t('alarmSheet.commentHint')} maxLength={2000} />
      <button type="submit" className="button" disabled={busy || note.trim() === ''}>
        {t('alarmSheet.send')}
      </button>
      <ProblemNote failure={failure} />
    </form>
  )
}
