import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { useLocated } from '../live/session.ts'
import { Panel, Quiet } from '../ui/panel.tsx'
import { useRem } from '../ui/rem.ts'
import { useHeight, useStacked } from '../ui/size.ts'
import { dutyCounts, duties } from './duty-rules.ts'
import { PersonRow } from './person-row.tsx'
import './people.css'

/** Milliseconds without any position of anybody after which this tile says that it is old. */
const feedLimit = 60_000
const rowRem = 2.25
const headRem = 3.2

export function PeoplePanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const order = useLive((state) => state.picture.order)
  const person = useLive((state) => state.picture.person)
  const shift = useLive((state) => state.picture.shift)
  const run = useLive((state) => state.picture.run)
  const feed = useLive((state) => state.beat?.feeds.positions ?? null)
  const located = useLocated()
  const list = useMemo(() => duties({ order, person, shift, run }, { of: positions.of, located }, now), [order, person, shift, run, located, now])
  const rem = useRem()
  const [box, height] = useHeight<HTMLDivElement>()
  const stacked = useStacked()
  const room = stacked ? undefined : Math.max(1, Math.floor((height - headRem * rem) / (rowRem * rem))) * rowRem * rem
  const counts = dutyCounts(list)
  const placed = list.some((duty) => located(duty.person.community))
  const aged = placed && feed !== null && now - feed > feedLimit ? t('people.positionAge', { age: format.age((now - feed) / 1000) }) : null

  return (
    <div ref={box} className="people">
      <Panel title={`${t('people.title')} ${list.length}`} aside={list.length > 0 ? t(placed ? 'people.counts' : 'personal.counts', counts) : null} aged={aged}>
        {list.length === 0 && <Quiet>{t('people.empty')}</Quiet>}
        <ul className="person-list" data-testid="people" style={{ maxHeight: room }}>
          {list.map((duty) => (
            <PersonRow key={duty.person.id} duty={duty} />
          ))}
        </ul>
      </Panel>
    </div>
  )
}
