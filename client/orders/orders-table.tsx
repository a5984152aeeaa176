import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { BoardTable } from '../ui/board-table.tsx'
import { BoardRow } from './board-row.tsx'
import { pickAll, useBoard } from './board-state.ts'

const columns = ['number', 'what', 'kind', 'where', 'state', 'who', 'clock', 'age', 'source'] as const

export function OrdersTable({ orders, onEnd }: { orders: readonly Order[]; onEnd?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  const sites = useCatalogue()
  const people = useLive((state) => state.picture.person)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const picked = useBoard((board) => board.picked)
  const pickable = (order: Order) => may('order.redistribute', order.community)
  const ids = orders.filter(pickable).map(({ id }) => id).slice(0, 500)
  return (
    <BoardTable
      of={orders}
      className="orders-table"
      label={t('office.board.title')}
      testId="board"
      columns={columns.map((name) => [`board-${name}`, t(`office.board.column.${name}`)])}
      picking={{ ids, picked, label: t('office.board.pickAll'), pickAll }}
      onEnd={onEnd}
    >
      {(order, top) => {
        const person = order.assignee ? people.get(order.assignee) : undefined
        return <BoardRow key={order.id} order={order} top={top} now={now} sites={sites} several={several} who={person ? format.name(person.name) : null} picked={picked.has(order.id)} pickable={pickable(order)} />
      }}
    </BoardTable>
  )
}
