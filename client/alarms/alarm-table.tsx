import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useLive } from '../live/live-state.ts'
import { meQuery, useMay } from '../live/session.ts'
import '../ui/form.css'
import { useRem } from '../ui/rem.ts'
import { useAlarmPlace } from './alarm-place.ts'
import { AlarmTableRow } from './alarm-table-row.tsx'
import { movesOf } from './bulk-rules.ts'
import { pickAll, useList } from './list-state.ts'

const rowRem = 2.75
/** Two lines a row where the columns have no room. */
const narrowRowRem = 4.6
const narrowRem = 50
const columns = ['severity', 'what', 'where', 'state', 'acting', 'info', 'age', 'count'] as const

/** Alarms as dense rows, of which only those in sight are drawn. `onEnd`: the last of them are. */
export function AlarmTable({ alarms, onEnd }: { alarms: readonly Alarm[]; onEnd?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const rem = useRem()
  const may = useMay()
  const place = useAlarmPlace()
  const { data: me } = useQuery(meQuery)
  const watched = useLive((state) => state.communities)
  const { view } = useList((list) => list.filter)
  const picked = useList((list) => list.picked)
  const list = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const both = useMergedRef(list, ref)
  const height = (width > 0 && width < narrowRem * rem ? narrowRowRem : rowRem) * rem
  const rows = useVirtualizer({ count: alarms.length, getScrollElement: () => list.current, estimateSize: () => height, overscan: 10, getItemKey: (index) => alarms[index]?.id ?? index })
  useEffect(() => rows.measure(), [height, rows])
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (onEnd && alarms.length > 0 && last >= alarms.length - 15) onEnd()
  }, [last, alarms.length, onEnd])
  const zone = me?.communities.find((row) => row.id === watched?.[0])?.zone
  const pickable = ({ community }: Alarm) => movesOf[view].length > 0 && may('alarm.bulk', community)
  const all = alarms.filter(pickable).map(({ id }) => id)
  const info = view === 'ringing' || view === 'out-of-service' ? t('office.alarms.column.info') : t(`office.alarms.infoOf.${view}`)
  return (
    <div className="alarm-table">
      <div className="alarm-head">
        <span className="alarm-pick form">
          {all.length > 0 && <input type="checkbox" checked={all.every((id) => picked.has(id))} onChange={(event) => pickAll(event.target.checked ? all : [])} aria-label={t('office.alarms.pickAll')} />}
        </span>
        {columns.map((name) => (
          <span key={name} className={`alarm-cell-${name} one-line`} aria-hidden="true">
            {name === 'info' ? info : t(`office.alarms.column.${name}`)}
          </span>
        ))}
        <span className="alarm-cell-hand" />
      </div>
      <div ref={both} className="alarm-entries" data-testid="alarm-list" tabIndex={-1}>
        <ul style={{ height: rows.getTotalSize() }} aria-label={t('office.alarms.title')}>
          {items.map((row) => {
            const alarm = alarms[row.index]
            return alarm && <AlarmTableRow key={alarm.id} alarm={alarm} place={place(alarm)} top={row.start} zone={zone} picked={picked.has(alarm.id)} pickable={pickable(alarm)} />
          })}
        </ul>
      </div>
    </div>
  )
}
