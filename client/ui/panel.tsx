import { useId, type ReactNode } from 'react'
import './panel.css'

type Props = { title: ReactNode; aside?: ReactNode; className?: string; aged?: string | null; children: ReactNode }

/** A tile of the wall. `aged` says how old its data is where that is older than its feed allows: the tile dims. */
export function Panel({ title, aside, className = '', aged = null, children }: Props) {
  const heading = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={heading} data-aged={aged === null ? undefined : ''}>
      <header className="panel-head">
        <h2 id={heading} className="panel-title one-line">
          {title}
        </h2>
        <div className="panel-aside one-line">{aged ?? aside}</div>
      </header>
      <div className="panel-body">{children}</div>
    </section>
  )
}

export const Quiet = ({ children }: { children: ReactNode }) => <p className="quiet">{children}</p>
