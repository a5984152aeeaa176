import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { positions } from '../live/positions.ts'
import { meQuery, useLocated } from '../live/session.ts'
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
const moreRem = 1.9

export function PeoplePanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const known = useLive((state) => state.cursor !== null)
  const activation = useLive((state) => state.picture.activation)
  const order = useLive((state) => state.picture.order)
  const person = useLive((state) => state.picture.person)
  const shift = useLive((state) => state.picture.shift)
  const run = useLive((state) => state.picture.run)
  const feed = useLive((state) => state.beat?.feeds.positions ?? null)
  const located = useLocated()
  const list = useMemo(() => duties({ activation, order, person, shift, run }, { of: positions.of, located }, now), [activation, order, person, shift, run, located, now])
  const rem = useRem()
  const [box, height] = useHeight<HTMLDivElement>()
  const stacked = useStacked()
  // Whom nobody hears of comes first: who is well may be counted in a line, they may not.
  const sorted = useMemo(() => [...list.filter(({ state }) => state === 'silent'), ...list.filter(({ state }) => state !== 'silent')], [list])
  const fits = (free: number) => Math.max(1, Math.floor((free - headRem * rem) / (rowRem * rem)))
  const shown = stacked || list.length <= fits(height) ? list.length : fits(height - moreRem * rem)
  const counts = dutyCounts(list)
  const placed = list.some((duty) => located(duty.person.community))
  const aged = placed && feed !== null && now - feed > feedLimit ? t('people.positionAge', { age: format.age((now - feed) / 1000) }) : null

  return (
    <div ref={box} className="people">
      <Panel title={`${t('people.title')} ${list.length}`} aside={list.length > 0 ? t(placed ? 'people.counts' : 'personal.counts', counts) : null} aged={aged}>
        {list.length === 0 && <Quiet>{t(known ? 'people.empty' : 'state.loading')}</Quiet>}
        <ul className="person-list" data-testid="people">
          {sorted.slice(0, shown).map((duty) => (
            <PersonRow key={duty.person.id} duty={duty} />
          ))}
        </ul>
        {shown < list.length && <PeopleMore count={list.length - shown} />}
      </Panel>
    </div>
  )
}

/** Who has no row here; the board of people lists all. */
function PeopleMore({ count }: { count: number }) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const words = t('people.more', { count })
  const reads = me?.grants.some(({ role }) => sees.roster.includes(role))
  return <p className="person-more">{reads ? <Link href="/work/people">{words}</Link> : words}</p>
}
