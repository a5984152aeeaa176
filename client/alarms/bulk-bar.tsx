import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { movesOf } from './bulk-rules.ts'
import { useList } from './list-state.ts'

/** How many there are, or, while some of them are marked, what can be done with those. */
export function BulkBar({ alarms, children }: { alarms: readonly Alarm[]; children: ReactNode }) {
  const { t } = useTranslation()
  const picked = useList((list) => list.picked)
  const { view } = useList((list) => list.filter)
  const count = alarms.filter(({ id }) => picked.has(id)).length
  if (count === 0) return <p className="board-count">{children}</p>
  return (
    <div className="board-count" data-picked>
      <span role="status">{t('office.alarms.picked', { count })}</span>
      {movesOf[view].map((move) => (
        <button key={move} type="button" className="button button-next" data-bulk={move} onClick={() => useList.setState({ bulk: move })}>
          {t(`office.alarms.bulk.do.${move}`)}
        </button>
      ))}
      <button type="button" className="button button-bare" onClick={() => useList.setState({ picked: new Set() })}>
        {t('office.alarms.unpick')}
      </button>
    </div>
  )
}
