import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runningPromise } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useMay, useSees } from '../live/session.ts'
import { openDialog, select, useDesk } from '../ui/desk-state.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { Phone, Reveal } from '../ui/reveal.tsx'
import { localDay, type Crew, type Load } from './board-rules.ts'
import type { Duty } from './duty-rules.ts'
import { useDutyWords } from './person-row.tsx'

type Props = { crew: Crew; zone: string; carried: ReadonlyMap<string, Load>; now: number; label: string }

/** The people of one community on shift, free first; those off shift behind a click. */
export function CrewTable({ crew, zone, carried, now, label }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const sees = useSees()
  const [away, setAway] = useState(false)
  const today = localDay(now, zone)
  const counts = useQuery({
    queryKey: ['work-done', crew.community, today], queryFn: () => ask('workDone', { community: crew.community, from: today, to: today }), enabled: sees('workDone', crew.community) === 'yes', refetchInterval: 60_000,
  })
  const done = new Map(counts.data?.map((row) => [row.person, row.done]))
  const head = [
    ...(['who', 'at', 'load', 'today', 'skills'] as const).map((name) => t(`office.peopleBoard.column.${name}`)),
    <span key="phone">
      {t('office.peopleBoard.column.phone')} <small className="dim">{t('personal.logged')}</small>
    </span>,
  ]
  return (
    <>
      {crew.duties.length === 0 ? (
        <p className="dim">{t('people.empty')}</p>
      ) : (
        <OfficeTable label={label} head={[...head, <span key="acts" className="unseen">{t('office.admin.actions')}</span>]}>
          {crew.duties.map((duty) => (
            <PersonLine key={duty.person.id} duty={duty} load={carried.get(duty.person.id)} done={counts.data ? (done.get(duty.person.id) ?? 0) : null} zone={zone} today={today} />
          ))}
        </OfficeTable>
      )}
      {crew.away.length > 0 && (
        <button type="button" className="button button-bare" aria-expanded={away} data-away onClick={() => setAway(!away)}>
          {t('office.peopleBoard.away', { count: crew.away.length })}
        </button>
      )}
      {away && (
        <ul className="crew-away">
          {crew.away.map((person) => (
            <li key={person.id}>
              <button type="button" className="link" onClick={() => select({ kind: 'person', id: person.id })}>
                {format.name(person.name)}
              </button>{' '}
              <span className="dim">{[t(`words.post.${person.post}`), (carried.get(person.id)?.open.length ?? 0) > 0 && t('order.openOrders', { count: carried.get(person.id)?.open.length ?? 0 })].filter(Boolean).join(t('join.dot'))}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function PersonLine({ duty, load, done, zone, today }: { duty: Duty; load: Load | undefined; done: number | null; zone: string; today: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useDutyWords()
  const may = useMay()
  const sees = useSees()
  const { person, state, order, shift } = duty
  const chosen = useDesk((desk) => desk.selected?.kind === 'person' && desk.selected.id === person.id)
  const until = order && runningPromise(order)
  const open = load?.open.length ?? 0
  const day = (at: string) => (localDay(Date.parse(at), zone) === today ? '' : `${format.date(at, zone)} `)
  return (
    <tr data-row data-person={person.id} data-state={state} aria-current={chosen || undefined}>
      <th scope="row">
        <button type="button" className="link crew-name" data-row-open onClick={() => select({ kind: 'person', id: person.id })}>
          {format.name(person.name)}
        </button>
        <span className="dim crew-post">{t(`words.post.${person.post}`)}</span>
      </th>
      <td>
        <span className={`crew-state crew-${state}`}>{words(duty)}</span>
        {order && (
          <button type="button" className="link crew-order one-line" onClick={() => select({ kind: 'order', id: order.id })}>
            {format.title(order)}
            {until && <span className="dim">{t('join.dot') + t('office.peopleBoard.until', { promise: t(`words.promise.${until.kind}`), time: day(until.by) + format.time(until.by, zone) })}</span>}
          </button>
        )}
      </td>
      <td>
        {open}
        {load && load.late > 0 && <span className="late">{t('join.dot') + t('office.peopleBoard.late', { count: load.late })}</span>}
      </td>
      <td>{done ?? '–'}</td>
      <td className="dim">{person.skills.map((skill) => t(`words.skill.${skill}`)).join(t('join.comma')) || '–'}</td>
      <td>
        {sees('personContact', person.community) === 'yes' ? (
          <Reveal label={t('personal.showPhone')} mask="" logged={false} ask={() => ask('personContact', {}, person.id)}>
            {({ phone }) => <Phone number={phone} />}
          </Reveal>
        ) : (
          '–'
        )}
      </td>
      <td>
        <span className="dim crew-shift">{t('header.until', { time: format.time(shift.endsAt, zone) })}</span>
        {may('order.redistribute', person.community) && open > 0 && (
          <button type="button" className="button" data-hand-over onClick={() => openDialog({ kind: 'redistribute', community: person.community, from: person.id })}>
            {t('office.peopleBoard.handOver')}
          </button>
        )}
      </td>
    </tr>
  )
}
