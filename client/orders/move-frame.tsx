import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { title: string; hint?: string | undefined; danger?: boolean; busy: boolean; disabled?: boolean; submit?: string; onSubmit: () => void; onClose: () => void; children: ReactNode }

/** What a move asks for, in the foot of the sheet. It takes the focus; Escape gives it up. */
export function MoveFrame({ title, hint, danger = false, busy, disabled = false, submit, onSubmit, onClose, children }: Props) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input, select, button')?.focus({ preventScroll: true }), [])
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form
      ref={form}
      className="move-form"
      aria-label={title}
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.nativeEvent.stopImmediatePropagation()
        onClose()
      }}
    >
      <div className="move-fields">
        <strong>{title}</strong>
        {hint && <p className={danger ? 'late' : 'dim'}>{hint}</p>}
        {children}
      </div>
      <div className="dialog-foot">
        <button type="button" className="button button-bare" onClick={onClose}>
          {t('act.back')}
        </button>
        <button type="submit" className={`button ${danger ? 'button-danger' : 'button-next'}`} disabled={busy || disabled} data-confirm>
          {submit ?? t('sheet.send')}
        </button>
      </div>
    </form>
  )
}

type Text = { label: string; value: string; onChange: (value: string) => void; hint?: string; most?: number; lines?: number; required?: boolean }

export function MoveText({ label, value, onChange, hint, most = 2000, lines = 2, required = false }: Text) {
  return (
    <label>
      <span>{label}</span>
      <textarea rows={lines} value={value} onChange={(event) => onChange(event.target.value)} placeholder={hint} maxLength={most} required={required} />
    </label>
  )
}

type Choice<T extends string> = { label: string; value: T | null; of: readonly { value: T; label: string }[]; onChange: (value: T) => void }

/** One of a few, all in sight. */
export function MoveChoice<T extends string>({ label, value, of, onChange }: Choice<T>) {
  return (
    <fieldset className="move-choice">
      <legend>{label}</legend>
      {of.map((one) => (
        <label key={one.value} data-chosen={one.value === value || undefined}>
          <input type="radio" className="unseen" name={label} value={one.value} checked={one.value === value} onChange={() => onChange(one.value)} />
          {one.label}
        </label>
      ))}
    </fieldset>
  )
}
