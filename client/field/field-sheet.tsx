import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { title: string; over?: ReactNode; onClose: () => void; children: ReactNode; foot?: ReactNode }

/** Comes up from below, where the thumb is; Escape, the dark and the button close it. */
export function FieldSheet({ title, over, onClose, children, foot }: Props) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  return (
    <dialog ref={dialog} className="field-sheet" aria-labelledby={heading} onCancel={onClose} onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div className="field-sheet-box">
        <header className="field-sheet-head">
          <div>
            {over !== undefined && <p className="dim">{over}</p>}
            <h2 id={heading}>{title}</h2>
          </div>
          <button type="button" className="field-small field-close" onClick={onClose} aria-label={t('act.close')}>
            <svg viewBox="0 0 16 16" width="1.1em" height="1.1em" aria-hidden="true">
              <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="1.8" fill="none" strokeLinecap="round" />
            </svg>
          </button>
        </header>
        <div className="field-sheet-body">{children}</div>
        {foot !== undefined && <footer className="field-sheet-foot">{foot}</footer>}
      </div>
    </dialog>
  )
}

/** One of a few, each a thumb wide. */
export function Chips<T extends string>({ label, options, chosen, onChoose }: { label: string; options: readonly (readonly [value: T, words: string])[]; chosen: T | null; onChoose: (value: T) => void }) {
  const name = useId()
  return (
    <fieldset className="field-chips">
      <legend>{label}</legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input type="radio" className="unseen" name={name} checked={chosen === value} onChange={() => onChoose(value)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
