import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useLive } from '../live/live-state.ts'
import { meQuery, useMay } from '../live/session.ts'
import { BoardTable } from '../ui/board-table.tsx'
import { useAlarmPlace } from './alarm-place.ts'
import { AlarmTableRow } from './alarm-table-row.tsx'
import { movesOf } from './bulk-rules.ts'
import { pickAll, useList } from './list-state.ts'

const columns = ['severity', 'what', 'where', 'state', 'acting', 'info', 'age', 'count'] as const

export function AlarmTable({ alarms, onEnd }: { alarms: readonly Alarm[]; onEnd?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const may = useMay()
  const place = useAlarmPlace()
  const { data: me } = useQuery(meQuery)
  const watched = useLive((state) => state.communities)
  const { view } = useList((list) => list.filter)
  const picked = useList((list) => list.picked)
  const zone = me?.communities.find((row) => row.id === watched?.[0])?.zone
  const pickable = ({ community }: Alarm) => movesOf[view].length > 0 && may('alarm.bulk', community)
  const ids = alarms.filter(pickable).map(({ id }) => id)
  const info = view === 'ringing' || view === 'out-of-service' ? t('office.alarms.column.info') : t(`office.alarms.infoOf.${view}`)
  return (
    <BoardTable
      of={alarms}
      className="alarms-table"
      label={t('office.alarms.title')}
      testId="alarm-list"
      columns={[...columns.map((name) => [`alarm-cell-${name}`, name === 'info' ? info : t(`office.alarms.column.${name}`)] as const), ['alarm-cell-hand', '']]}
      picking={{ ids, picked, label: t('office.alarms.pickAll'), pickAll }}
      onEnd={onEnd}
    >
      {(alarm, top) => <AlarmTableRow key={alarm.id} alarm={alarm} place={place(alarm)} top={top} zone={zone} picked={picked.has(alarm.id)} pickable={pickable(alarm)} />}
    </BoardTable>
  )
}
