import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './sheet.css'

type Props = { label: string; title: ReactNode; over?: ReactNode; onClose: () => void; children: ReactNode; foot?: ReactNode }

/** What is selected, beside the map. It takes the focus when it opens and gives it back when it closes. */
export function Sheet({ label, title, over, onClose, children, foot }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside className="sheet" role="dialog" aria-label={label} data-testid="sheet">
      <header className="sheet-head">
        <div className="sheet-heading">
          {over !== undefined && <p className="sheet-over">{over}</p>}
          <h2 ref={heading} tabIndex={-1} className="sheet-title">
            {title}
          </h2>
        </div>
        <button type="button" className="button button-bare sheet-close" onClick={onClose} aria-label={t('act.close')}>
          <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
            <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="1.8" fill="none" strokeLinecap="round" />
          </svg>
        </button>
      </header>
      <div className="sheet-body">{children}</div>
      {foot !== undefined && <footer className="sheet-foot">{foot}</footer>}
    </aside>
  )
}

export function Facts({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function Block({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="block">
      <div className="block-head">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
