import { useTranslation } from 'react-i18next'
import type { AlarmResponse } from '#shared/responses.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { mayEnd, type Group } from './response-rules.ts'
import { useResponseWords } from './response-words.ts'

type Acts = { onChange: ((row: AlarmResponse) => void) | null; onEnd: ((row: AlarmResponse) => void) | null }
type Props = Acts & { groups: readonly Group[]; community: string | null }

export function ResponseTable({ groups, ...props }: Props) {
  const { t } = useTranslation()
  const head = [
    t('office.responses.head.alarm'), t('office.responses.head.nature'), t('office.responses.head.clocks'), t('office.responses.head.told'), t('office.responses.head.order'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <OfficeTable label={t('office.responses.title')} head={head}>
      {groups.map(({ name, rows }) => (
        <GroupRows key={name} name={name} rows={rows} {...props} />
      ))}
    </OfficeTable>
  )
}

function GroupRows({ name, rows, ...props }: Omit<Props, 'groups'> & Group) {
  const { t } = useTranslation()
  return (
    <>
      <tr className="response-group">
        <th scope="rowgroup" colSpan={6}>{t(`office.responses.group.${name}`)}</th>
      </tr>
      {rows.map((row) => (
        <ResponseRow key={row.id} row={row} {...props} />
      ))}
    </>
  )
}

function ResponseRow({ row, community, onChange, onEnd }: Acts & { row: AlarmResponse; community: string | null }) {
  const { t } = useTranslation()
  const words = useResponseWords()
  const own = row.community === community
  return (
    <tr data-response={row.id}>
      <th scope="row">
        {words.kind(row)}
        {row.severity && (
          <span className="response-severity">
            <SeverityMark severity={row.severity} /> {t(`words.severity.${row.severity}`)}
          </span>
        )}
        {community !== null && <small className="response-own">{t(own ? 'office.responses.own' : 'office.responses.ofCompany')}</small>}
      </th>
      <td>
        <Lines lines={[...(row.lifeSafety ? [t('office.responses.lifeSafety')] : []), ...(row.latching ? [t('office.responses.latching')] : [])]} />
      </td>
      <td><Lines lines={words.clocks(row)} /></td>
      <td><Lines lines={words.told(row)} /></td>
      <td><Lines lines={[words.order(row) ?? []].flat()} /></td>
      <td>
        {onChange && (
          <button type="button" className="button" onClick={() => onChange(row)}>
            {t('office.admin.edit')}
          </button>
        )}{' '}
        {onEnd && own && mayEnd(row) && (
          <button type="button" className="button button-danger" onClick={() => onEnd(row)}>
            {t('office.responses.end.act')}
          </button>
        )}
      </td>
    </tr>
  )
}

/** Nothing is a dash, so that an empty cell is not taken for one that is still loading. */
function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <span className="dim">–</span>
  return (
    <ul className="response-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
