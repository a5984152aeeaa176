import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import './board.css'
import './form.css'
import { useRem } from './rem.ts'

const rowRem = 2.75
/** Two lines a row where the columns have no room. */
const narrowRowRem = 4.6
const narrowRem = 50

type Props<T> = {
  of: readonly T[]
  className: string
  label: string
  testId: string
  /** Names of classes, with their words. */
  columns: readonly (readonly [name: string, words: string])[]
  /** Marks all that can be marked, or none. */
  picking: { ids: readonly string[]; picked: ReadonlySet<string>; label: string; pickAll: (ids: readonly string[]) => void }
  /** The last of them are drawn. */
  onEnd: (() => void) | undefined
  children: (one: T, top: number) => ReactNode
}

/** Dense rows, of which only those in sight are drawn. */
export function BoardTable<T extends { id: string }>({ of, className, label, testId, columns, picking: { ids, picked, label: pickLabel, pickAll }, onEnd, children }: Props<T>) {
  const rem = useRem()
  const list = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const both = useMergedRef(list, ref)
  const height = (width > 0 && width < narrowRem * rem ? narrowRowRem : rowRem) * rem
  const rows = useVirtualizer({ count: of.length, getScrollElement: () => list.current, estimateSize: () => height, overscan: 10, getItemKey: (index) => of[index]?.id ?? index })
  useEffect(() => rows.measure(), [height, rows])
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (onEnd && of.length > 0 && last >= of.length - 15) onEnd()
  }, [last, of.length, onEnd])
  return (
    <div className={`board-table ${className}`}>
      <div className="board-head">
        <span className="board-pick form">
          {ids.length > 0 && <input type="checkbox" checked={ids.every((id) => picked.has(id))} onChange={(event) => pickAll(event.target.checked ? ids : [])} aria-label={pickLabel} />}
        </span>
        {columns.map(([name, words]) => (
          <span key={name} className={`${name} one-line`} aria-hidden="true">
            {words}
          </span>
        ))}
      </div>
      <div ref={both} className="board-list" data-testid={testId} tabIndex={-1}>
        <ul style={{ height: rows.getTotalSize() }} aria-label={label}>
          {items.map((row) => {
            const one = of[row.index]
            return one && children(one, row.start)
          })}
        </ul>
      </div>
    </div>
  )
}
