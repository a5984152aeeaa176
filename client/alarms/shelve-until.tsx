import { useTranslation } from 'react-i18next'
import { onDuty } from '#shared/shifts.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { shelvingEnds, type ShelvingEnd } from './shelve-rules.ts'

export type Chosen = { end: ShelvingEnd; custom: string }

/** When the shift of a community's duty manager ends; null where none is known. */
export function useShiftEnd(community: string | undefined, now: number): string | null {
  const shifts = useLive((state) => state.picture.shift)
  const shift = [...shifts.values()].find((row) => row.community === community && row.post === 'duty-manager' && onDuty(row, now))
  return shift?.endsAt ?? null
}

/** Until when: one press for what is usual, a field for the rest. */
export function ShelveUntil({ value, shift, zone, wrong, onChange }: { value: Chosen; shift: string | null; zone: string | undefined; wrong: boolean; onChange: (value: Chosen) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = (end: ShelvingEnd) => (end === 'shift' && shift ? t('alarmSheet.shiftEnds', { time: format.time(shift, zone) }) : t(`alarmSheet.end.${end}`))
  return (
    <>
      <fieldset className="alarm-choice">
        <legend>{t('alarmSheet.until')}</legend>
        {shelvingEnds.filter((end) => end !== 'shift' || shift !== null).map((end) => (
          <label key={end} data-chosen={end === value.end || undefined}>
            <input type="radio" className="unseen" name="until" value={end} checked={end === value.end} onChange={() => onChange({ ...value, end })} />
            {words(end)}
          </label>
        ))}
      </fieldset>
      {value.end === 'custom' && (
        <label className="alarm-field">
          <span>{t('alarmSheet.customUntil')}</span>
          <input type="datetime-local" className="field" value={value.custom} onChange={(event) => onChange({ ...value, custom: event.target.value })} />
        </label>
      )}
      {wrong && (
        <p className="late" role="alert">
          {t('alarmSheet.badUntil')}
        </p>
      )}
    </>
  )
}
