import type { ReactNode } from 'react'
import './office.css'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; filters?: ReactNode; children: ReactNode }

/** One page of the office: what it is, what can be done, what there is. */
export function OfficePage({ title, lead, actions, filters, children }: Props) {
  return (
    <section className="office-page" aria-label={title}>
      <header className="office-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p className="dim">{lead}</p>}
        </div>
        {actions !== undefined && <div className="office-actions">{actions}</div>}
      </header>
      {filters !== undefined && <div className="office-filters">{filters}</div>}
      {children}
    </section>
  )
}

/** A table that scrolls sideways by itself where the screen is narrow. `head`: column names, the last one may be empty. */
export function OfficeTable({ label, head, children }: { label: string; head: readonly ReactNode[]; children: ReactNode }) {
  return (
    <div className="office-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="office-table">
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** Nothing to list, in a sentence. */
export const OfficeEmpty = ({ children }: { children: ReactNode }) => <p className="office-empty">{children}</p>
