import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { lastOf, type OpenComplaint, type Stocktake } from '#shared/complaints.ts'
import { runningPromise } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { meQuery } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { select } from '../ui/desk-state.ts'
import { OfficeEmpty, OfficeTable } from '../ui/office-page.tsx'
import { RootCause } from './root-cause.tsx'

type Props = { complaints: readonly OpenComplaint[]; people: Stocktake['people'] }
const columns = ['complaint', 'age', 'responsible', 'promise', 'last', 'cause'] as const

/** One table for each community, the one with most to explain first. */
export function ComplaintsTable({ complaints, people }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useQuery(meQuery)
  if (complaints.length === 0) return <OfficeEmpty>{t('office.complaints.noneShown')}</OfficeEmpty>
  const groups = [...new Set(complaints.map(({ order }) => order.community))].map((id) => ({ id, rows: complaints.filter(({ order }) => order.community === id) }))
  const late = (rows: readonly OpenComplaint[]): number => rows.filter(({ delayed }) => delayed).length
  return groups.toSorted((a, b) => late(b.rows) - late(a.rows) || b.rows.length - a.rows.length).map(({ id, rows }) => {
    const community = me?.communities.find((row) => row.id === id)
    const name = community ? format.name(community.name) : '–'
    return (
      <section key={id} className="stocktake-group" aria-label={name}>
        <h2>
          {name} <span className="dim">{t('office.complaints.rest', { count: rows.length })}</span>
        </h2>
        <OfficeTable label={t('office.complaints.of', { community: name })} head={columns.map((column) => t(`office.complaints.column.${column}`))}>
          {rows.map((row) => (
            <Row key={row.order.id} complaint={row} zone={community?.zone} responsible={people.find((person) => person.id === row.responsible)} />
          ))}
        </OfficeTable>
      </section>
    )
  })
}

function Row({ complaint, zone, responsible }: { complaint: OpenComplaint; zone: string | undefined; responsible: Stocktake['people'][number] | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { order, age, delayed } = complaint
  const last = lastOf(order)
  const sites = useCatalogue()
  return (
    <tr data-complaint={order.number} data-delayed={delayed}>
      <th scope="row">
        <button type="button" className="link" onClick={() => select({ kind: 'order', id: order.id })}>
          {format.title(order)}
        </button>
        <div className="dim">{[order.number, placeWords(format, sites, order, false)].filter(Boolean).join(t('join.dot'))}</div>
      </th>
      <td className="stocktake-number">{age < 48 ? t('office.complaints.hours', { value: Math.round(age) }) : t('office.complaints.days', { value: Math.floor(age / 24) })}</td>
      <td>{responsible ? format.name(responsible.name) : <span className="soon">{t('office.complaints.nobody')}</span>}</td>
      <td>
        <Promised complaint={complaint} zone={zone} />
      </td>
      <td>
        {t(`office.complaints.last.${last.what}`)}
        <div className="dim">{`${format.date(last.at, zone)} ${format.time(last.at, zone)}`}</div>
      </td>
      <td className="stocktake-cause">
        <RootCause complaint={complaint} />
      </td>
    </tr>
  )
}

function Promised({ complaint: { order, delayed }, zone }: { complaint: OpenComplaint; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const next = runningPromise(order)
  const due = next && t('office.complaints.due', { promise: t(`words.promise.${next.kind}`), time: `${format.date(next.by, zone)} ${format.time(next.by, zone)}` })
  const broken = order.late.length > 0 ? order.late : delayed && next ? [next.kind] : []
  return (
    <>
      {broken.length > 0 && <div className="late">{t('office.complaints.lateOf', { promises: broken.map((kind) => t(`words.promise.${kind}`)).join(t('join.comma')) })}</div>}
      {next && <div className={broken.length > 0 ? 'dim' : undefined}>{next.paused ? t('office.complaints.paused') : due}</div>}
    </>
  )
}
