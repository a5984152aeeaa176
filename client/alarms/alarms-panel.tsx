import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { placeWords } from '../live/words.ts'
import { Panel, Quiet } from '../ui/panel.tsx'
import { useRem } from '../ui/rem.ts'
import { useHeight, useStacked } from '../ui/size.ts'
import { AlarmFold } from './alarm-fold.tsx'
import { AlarmRow } from './alarm-row.tsx'
import { byUrgency, flooded, fold, needsAnswer, raisedWithin } from './fold-rules.ts'
import './alarms.css'

const rowRem = 4.9
const compactRowRem = 2.5
const headRem = 3.4
const stackedRows = 8

export function AlarmsPanel({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const rem = useRem()
  const now = useNow()
  const held = useLive((state) => state.picture.alarm)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const [box, height] = useHeight<HTMLDivElement>()
  const [open, setOpen] = useState<string | null>(null)
  const flood = useRef(false)
  const alarms = useMemo(() => [...held.values()].toSorted(byUrgency), [held])
  const fitting = Math.max(1, Math.floor((height - headRem * rem) / ((compact ? compactRowRem : rowRem) * rem)))
  const room = useStacked() ? stackedRows : fitting
  const lines = useMemo(() => fold(alarms, room), [alarms, room])
  const recent = raisedWithin(alarms, now)
  flood.current = flooded(recent, flood.current)
  const unacked = alarms.filter(needsAnswer).length
  const place = (alarm: Alarm) => placeWords(format, sites, { community: alarm.community, building: alarm.building }, several)

  return (
    <div ref={box} className={`alarms${compact ? ' alarms-compact' : ''}`}>
      <Panel
        title={flood.current ? t('alarm.flood') : t('alarm.title')}
        aside={alarms.length > 0 ? [t('alarm.summary', { unacked, count: alarms.length }), ...(recent > 0 ? [t('alarm.rate', { count: recent })] : [])].join(t('join.dot')) : null}
      >
        {alarms.length === 0 && <Quiet>{t('alarm.empty')}</Quiet>}
        <ul className="alarm-list" data-testid="alarms" aria-live="polite" aria-relevant="additions">
          {lines.map((line) =>
            line.kind === 'one' ? (
              <AlarmRow key={line.key} alarm={line.alarm} place={place(line.alarm)} now={now} />
            ) : (
              <AlarmFold key={line.key} line={line} place={place} now={now} open={open === line.key} onToggle={() => setOpen(open === line.key ? null : line.key)} />
            ),
          )}
        </ul>
      </Panel>
    </div>
  )
}
