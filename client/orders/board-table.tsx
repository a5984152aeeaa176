import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { useRem } from '../ui/rem.ts'
import { BoardRow } from './board-row.tsx'
import { pickAll, useBoard } from './board-state.ts'
import '../ui/form.css'

const rowRem = 2.75
/** Two lines a row where the columns have no room. */
const narrowRowRem = 4.6
const narrowRem = 46
const columns = ['number', 'what', 'kind', 'where', 'state', 'who', 'clock', 'age', 'source'] as const

/** Orders as dense rows, of which only those in sight are drawn. `onEnd`: the last of them are. */
export function BoardTable({ orders, onEnd }: { orders: readonly Order[]; onEnd?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const rem = useRem()
  const may = useMay()
  const sites = useCatalogue()
  const people = useLive((state) => state.picture.person)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const picked = useBoard((board) => board.picked)
  const list = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const both = useMergedRef(list, ref)
  const height = (width > 0 && width < narrowRem * rem ? narrowRowRem : rowRem) * rem
  const rows = useVirtualizer({ count: orders.length, getScrollElement: () => list.current, estimateSize: () => height, overscan: 10, getItemKey: (index) => orders[index]?.id ?? index })
  useEffect(() => rows.measure(), [height, rows])
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (onEnd && orders.length > 0 && last >= orders.length - 15) onEnd()
  }, [last, orders.length, onEnd])
  const pickable = (order: Order) => may('order.redistribute', order.community)
  const all = orders.filter(pickable).map(({ id }) => id).slice(0, 500)
  return (
    <div className="board-table">
      <div className="board-head">
        <span className="board-pick form">
          {all.length > 0 && <input type="checkbox" checked={all.length > 0 && all.every((id) => picked.has(id))} onChange={(event) => pickAll(event.target.checked ? all : [])} aria-label={t('office.board.pickAll')} />}
        </span>
        {columns.map((name) => (
          <span key={name} className={`board-${name} one-line`} aria-hidden="true">
            {t(`office.board.column.${name}`)}
          </span>
        ))}
      </div>
      <div ref={both} className="board-list" data-testid="board" tabIndex={-1}>
        <ul style={{ height: rows.getTotalSize() }} aria-label={t('office.board.title')}>
          {items.map((row) => {
            const order = orders[row.index]
            const person = order?.assignee ? people.get(order.assignee) : undefined
            return order && (
              <BoardRow key={order.id} order={order} top={row.start} now={now} sites={sites} several={several} who={person ? format.name(person.name) : null} picked={picked.has(order.id)} pickable={pickable(order)} />
            )
          })}
        </ul>
      </div>
    </div>
  )
}
