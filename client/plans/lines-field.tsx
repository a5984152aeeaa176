import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props<L> = { lead: string; empty: string; add: string; drop: (number: number) => string; lines: readonly L[]; most: number; blank: () => L; onChange: ((lines: L[]) => void) | null; read: (line: L) => ReactNode; children: (line: L, put: (line: L) => void) => ReactNode }

/** A list of lines that are added, changed and dropped; or, where nothing may be changed, read. */
export function LinesField<L>({ lead, empty, add, drop, lines, most, blank, onChange, read, children }: Props<L>) {
  const { t } = useTranslation()
  return (
    <div className="edition-pane form">
      <p className="dim">{lead}</p>
      {lines.length === 0 && <p className="dim">{empty}</p>}
      <ol className="edition-lines">
        {lines.map((line, index) => (
          // A line has no name of its own; its place is what it is known by.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="dim">{index + 1}</span>
            <div>{onChange ? children(line, (to) => onChange(lines.toSpliced(index, 1, to))) : read(line)}</div>
            {onChange && (
              <button type="button" className="button" aria-label={drop(index + 1)} title={t('office.planEditor.act.remove')} onClick={() => onChange(lines.toSpliced(index, 1))}>
                ×
              </button>
            )}
          </li>
        ))}
      </ol>
      {onChange && (
        <button type="button" className="button edition-lines-add" disabled={lines.length >= most} onClick={() => onChange([...lines, blank()])}>
          {add}
        </button>
      )}
    </div>
  )
}
