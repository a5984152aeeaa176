import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServicePromise } from '#shared/promises.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import type { OfficePlace } from '../ui/office-place.tsx'
import { limitNames } from './limit-rules.ts'
import { useLimitWords } from './limit-words.ts'
import { useMomentWords } from './moment-words.ts'
import type { Entry, Group } from './promise-rules.ts'

type Acts = { onChange: ((like: ServicePromise) => void) | null; onTakeBack: ((row: ServicePromise) => void) | null }
type Props = Acts & { groups: readonly Group[]; place: OfficePlace; history: boolean }

export function PromiseTable({ groups, ...props }: Props) {
  const { t } = useTranslation()
  const head = [
    t('office.promises.head.what'), ...limitNames.map((name) => t(`office.promises.name.${name}`)), t('office.promises.head.since'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <OfficeTable label={t('office.promises.title')} head={head}>
      {groups.map((group) => (
        <GroupRows key={group.category ?? 'any'} group={group} {...props} />
      ))}
    </OfficeTable>
  )
}

function GroupRows({ group: { category, plain, particular }, history, ...props }: Omit<Props, 'groups'> & { group: Group }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const shown = (entries: readonly Entry[]) => entries.filter(({ row, later }) => history || row !== null || later.length > 0)
  const more = shown(particular)
  return (
    <>
      <tr className="promise-category">
        <th scope="rowgroup" colSpan={limitNames.length + 3}>
          {category === null ? t('office.promises.anyCategory') : t(`words.category.${category}`)}
        </th>
      </tr>
      {shown(plain).map((entry) => (
        <EntryRows key={entry.key} entry={entry} history={history} {...props} />
      ))}
      {more.length > 0 && (
        <tr className="promise-more">
          <td colSpan={limitNames.length + 3}>
            <button type="button" className="button button-bare" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('office.promises.particular', { count: more.length })} <span aria-hidden="true">{open ? '▴' : '▾'}</span>
            </button>
          </td>
        </tr>
      )}
      {open && more.map((entry) => <EntryRows key={entry.key} entry={entry} history={history} {...props} />)}
    </>
  )
}

function EntryRows({ entry: { row, later, past }, place, history, ...acts }: Omit<Props, 'groups'> & { entry: Entry }) {
  const { t } = useTranslation()
  const moment = useMomentWords()
  const about = row ?? later[0] ?? past[0]?.row
  if (!about) return null
  return (
    <>
      {row ? (
        <PromiseRow row={row} place={place} name={<Matter row={row} />} since={sinceWords(row) ?? t('office.promises.fromOld')} acts={acts} />
      ) : (
        <tr>
          <th scope="row"><Matter row={about} /></th>
          <td colSpan={limitNames.length + 2} className="dim promise-over">{t('office.promises.standing.over')}</td>
        </tr>
      )}
      {later.map((one) => (
        <PromiseRow key={one.id} row={one} place={place} look="later" name={<span className="promise-mark">{t('office.promises.standing.later', { time: moment(one.from) })}</span>} since={null} acts={acts} />
      ))}
      {history && past.map(({ row: one, until, takenBack }) => (
        <PromiseRow
          key={one.id}
          row={one}
          place={place}
          look="past"
          name={t(takenBack ? 'office.promises.standing.takenBack' : 'office.promises.standing.replaced', { from: sinceDay(one), until: moment(until) })}
          since={null}
          acts={null}
        />
      ))}
    </>
  )

  function sinceWords(one: ServicePromise): string | null {
    return isOld(one) ? null : t('office.promises.from', { time: sinceDay(one) })
  }
  function sinceDay(one: ServicePromise): string {
    return isOld(one) ? one.from.slice(0, 4) : moment(one.from)
  }
}

/** The defaults have held since before there was anything. */
const isOld = (row: ServicePromise): boolean => row.from < '2020-01-02'

/** What a row is about besides its category: "电梯 · 紧急". */
function Matter({ row: { priority, source, facility, hours } }: { row: ServicePromise }) {
  const { t } = useTranslation()
  const words = [
    facility === null ? null : t(`words.facility.${facility}`), source === null ? null : t(`words.orderSource.${source}`), hours === null ? null : t(`words.hours.${hours}`),
    priority === null ? (facility ?? source ?? hours) === null ? t('office.promises.anyPriority') : null : t(`words.priority.${priority}`),
  ]
  return <>{words.filter((word) => word !== null).join(' · ')}</>
}

type RowProps = { row: ServicePromise; place: OfficePlace; name: ReactNode; since: string | null; look?: 'later' | 'past'; acts: Acts | null }

function PromiseRow({ row, place, name, since, look, acts }: RowProps) {
  const { t } = useTranslation()
  const words = useLimitWords()
  const own = row.community === place.community && (place.community !== null || row.region === place.region)
  const particularPlace = place.region !== null && (row.community !== null || row.region !== null)
  return (
    <tr data-look={look}>
      <th scope="row">
        {name}
        {particularPlace && <small className="promise-own">{t(own ? 'office.promises.own' : 'office.promises.region')}</small>}
      </th>
      {limitNames.map((limit) => {
        const held = row.limits[limit]
        return <td key={limit}>{held ? words(held) : <span className="dim" title={t('office.promises.never')}>–</span>}</td>
      })}
      <td className="dim">{since}</td>
      <td>
        {acts?.onChange && look === undefined && (
          <button type="button" className="button" onClick={() => acts.onChange?.(row)}>
            {t('office.promises.change')}
          </button>
        )}{' '}
        {acts?.onTakeBack && own && (look === 'later' || !isOld(row)) && row.until === null && (
          <button type="button" className="button button-danger" onClick={() => acts.onTakeBack?.(row)}>
            {t('office.promises.back.act')}
          </button>
        )}
      </td>
    </tr>
  )
}
