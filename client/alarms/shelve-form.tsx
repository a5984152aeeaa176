import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import type { Acts } from '../live/command-state.ts'
import { now as serverNow } from '../live/now.ts'
import { shelvedUntil } from './shelve-rules.ts'
import { ShelveUntil, useShiftEnd, type Chosen } from './shelve-until.tsx'

/** Why, and until when. Of life safety it is only a wish, and says so. Escape gives it up. */
export function ShelveForm({ alarm, run, busy, zone, onClose }: { alarm: Alarm; run: Acts<'alarm'>['run']; busy: boolean; zone: string | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ end: 'hour', custom: '' })
  const [wrong, setWrong] = useState(false)
  const shift = useShiftEnd(alarm.community, serverNow())
  const text = useRef<HTMLTextAreaElement>(null)
  useEffect(() => text.current?.focus({ preventScroll: true }), [])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const until = shelvedUntil(chosen.end, serverNow(), { shift, custom: chosen.custom })
    setWrong(until === null)
    if (until !== null && (await run('alarm.shelve', { version: alarm.version, until, reason: reason.trim() }))) onClose()
  }
  return (
    <form
      className="alarm-form"
      aria-label={t('alarmSheet.shelveTitle')}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.nativeEvent.stopImmediatePropagation()
        onClose()
      }}
    >
      <strong>{t('alarmSheet.shelveTitle')}</strong>
      <p className={alarm.lifeSafety ? 'soon' : 'dim'}>{t(alarm.lifeSafety ? 'alarmSheet.shelveSafety' : 'alarmSheet.shelveLead')}</p>
      <ShelveUntil value={chosen} shift={shift} zone={zone} wrong={wrong} onChange={setChosen} />
      <label className="alarm-field">
        <span>{t('alarmSheet.reason')}</span>
        <textarea ref={text} className="field" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} placeholder={t('alarmSheet.reasonHint')} maxLength={400} required />
      </label>
      <div className="dialog-foot">
        <button type="button" className="button button-bare" onClick={onClose}>
          {t('act.back')}
        </button>
        <button type="submit" className="button button-next" disabled={busy || reason.trim() === ''} data-confirm>
          {t(alarm.lifeSafety ? 'alarmSheet.askShelve' : 'alarmSheet.confirmShelve')}
        </button>
      </div>
    </form>
  )
}
