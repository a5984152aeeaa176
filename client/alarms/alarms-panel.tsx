import { Fragment, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFlood } from '../live/flood.ts'
import { useLive } from '../live/live-state.ts'
import { Panel, Quiet } from '../ui/panel.tsx'
import { useRem } from '../ui/rem.ts'
import { useHeight, useStacked } from '../ui/size.ts'
import { AlarmFold, Shown } from './alarm-fold.tsx'
import { useAlarmPlace } from './alarm-place.ts'
import { AlarmRow } from './alarm-row.tsx'
import { marksOf } from './alarm-words.ts'
import './alarms.css'
import { needsAnswer } from '#shared/alarms.ts'
import { AsideLine } from './aside-line.tsx'
import { asideCounts, devicesOf, fold, heldBack, type AlarmLine } from './fold-rules.ts'
import { useOffered } from './plan-offer.tsx'

/** Heights in rem, as the style sheet makes them. */
const rowRem = 5.3
const marksRem = 1.6
const offerRem = 2.2
const compactRowRem = 2.5
const headRem = 3.4
const footRem = 2.2
const stackedRem = 48
/** Beside a running plan: high enough for a few, and no higher than leaves room for the plan. */
const compactRem = { least: 11, most: 18.5 }

export function AlarmsPanel({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation()
  const rem = useRem()
  const stacked = useStacked()
  const place = useAlarmPlace()
  const offered = useOffered()
  const held = useLive((state) => state.picture.alarm)
  const known = useLive((state) => state.cursor !== null)
  const [box, height] = useHeight<HTMLDivElement>()
  const [open, setOpen] = useState<string | null>(null)
  const toggle = useCallback((key: string) => setOpen((before) => (before === key ? null : key)), [])
  const { flood, recent } = useFlood()
  const counts = useMemo(() => asideCounts(held.values()), [held])
  const below = useMemo(() => heldBack(held.values()), [held])
  const aside = counts.shelved + counts.suppressed + counts['out-of-service']
  const ringing = held.size - aside
  const unacked = useMemo(() => [...held.values()].filter(needsAnswer).length, [held])
  const foot = headRem + (aside > 0 ? footRem : 0)
  // A little more than its rows are high: parts of pixels must not cost the last of them.
  const wanted = Math.min(compactRem.most, Math.max(compactRem.least, foot + compactRowRem * ringing + 0.2))

  const weigh = (line: AlarmLine) => {
    if (compact) return compactRowRem
    if (line.kind !== 'one') return rowRem
    const marked = below.has(line.alarm.id) || marksOf(t, line.alarm).length > 0
    return rowRem + (marked ? marksRem : 0) + (offered(line.alarm) ? offerRem : 0)
  }
  const room = stacked ? stackedRem : height / rem - foot
  const lines = fold([...held.values()], { room, weigh, flood })

  return (
    <div ref={box} className={`alarms${compact ? ' alarms-compact' : ''}`} style={compact ? { flexBasis: `${wanted}rem` } : undefined} data-flood={flood || undefined}>
      <Panel
        title={flood ? <span className="alarms-flood">{t('alarm.flood')}</span> : t('alarm.title')}
        aside={ringing > 0 ? [t('alarm.summary', { unacked, count: ringing }), ...(recent > 0 && !flood ? [t('alarm.rate', { count: recent })] : [])].join(t('join.dot')) : null}
      >
        {ringing === 0 && <Quiet>{t(known ? 'alarm.empty' : 'state.loading')}</Quiet>}
        <ul className="alarm-list" data-testid="alarms" aria-live="polite" aria-relevant="additions">
          {lines.map((line) => {
            if (line.kind !== 'one') return <AlarmFold key={line.key} line={line} place={place} open={open === line.key} onToggle={toggle} />
            const back = below.get(line.key) ?? []
            const shown = back.length > 0 && open === line.key
            return (
              <Fragment key={line.key}>
                <AlarmRow alarm={line.alarm} place={place(line.alarm)} plan={compact ? undefined : offered(line.alarm)} held={devicesOf(back)} open={shown} onToggle={toggle} />
                {shown && <Shown alarms={back} place={place} />}
              </Fragment>
            )
          })}
        </ul>
        <AsideLine counts={counts} />
      </Panel>
    </div>
  )
}
