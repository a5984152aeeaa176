import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportCode } from '#shared/report-codes.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { OfficeEmpty, OfficeTable } from '../ui/office-page.tsx'
import { grouped, spelled } from './code-rules.ts'
import '../ui/form.css'

type Props = {
  codes: readonly ReportCode[]
  community: string
  hands: boolean
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
  onEnd: (code: ReportCode, anew: boolean) => void
}

export function CodeList({ codes, community, hands, picked, onPick, onEnd }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const sites = useQuery({ queryKey: ['sites', community], queryFn: () => ask('sites', { communities: community }), staleTime: 300_000 })
  const revoked = codes.filter(({ revokedAt }) => revokedAt !== null).length
  const shown = all ? codes : codes.filter(({ revokedAt }) => revokedAt === null)
  const working = shown.filter(({ revokedAt }) => revokedAt === null)
  if (codes.length === 0) return <OfficeEmpty>{t('office.reportCodes.nothing')}</OfficeEmpty>
  const houseName = (building: string | null): string => {
    const house = sites.data?.buildings.find(({ id }) => id === building)
    return building === null ? t('office.reportCodes.wholeCommunity') : house ? format.name(house.name) : ''
  }
  const pick = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    onPick(next)
  }
  const whole = working.length > 0 && working.every(({ id }) => picked.has(id))
  const pickAll = <span key="all" className="form"><input type="checkbox" aria-label={t('office.reportCodes.chooseAll')} checked={whole} onChange={() => onPick(new Set(whole ? [] : working.map(({ id }) => id)))} /></span>
  const column = ['place', 'code', 'made', 'state'] as const
  return (
    <>
      <OfficeTable label={t('office.reportCodes.title')} head={[pickAll, ...column.map((name) => t(`office.reportCodes.head.${name}`)), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]}>
        {grouped(shown, (code) => format.name(code.name)).flatMap((group) => [
          <tr key={group.building ?? ''} className="code-group">
            <th scope="rowgroup" colSpan={6}>
              {houseName(group.building)}
            </th>
          </tr>,
          ...group.codes.map((code) => {
            const name = format.name(code.name)
            const works = code.revokedAt === null
            return (
              <tr key={code.id} className={works ? undefined : 'code-over'}>
                <td>{works && <span className="form"><input type="checkbox" aria-label={t('office.reportCodes.chooseOne', { name })} checked={picked.has(code.id)} onChange={() => pick(code.id)} /></span>}</td>
                <th scope="row">{name}</th>
                <td>
                  {works ? (
                    <a className="link" href={`/r/${code.code}`} target="_blank" rel="noreferrer" title={t('office.reportCodes.open')}>
                      <code>{spelled(code.code)}</code>
                    </a>
                  ) : (
                    <code>{spelled(code.code)}</code>
                  )}
                </td>
                <td>{format.moment(code.madeAt)}</td>
                <td>{code.revokedAt === null ? t('office.reportCodes.works') : t('office.reportCodes.revokedAt', { time: format.moment(code.revokedAt) })}</td>
                <td>
                  {works && hands && (
                    <>
                      <button type="button" className="button" onClick={() => onEnd(code, true)}>
                        {t('office.reportCodes.reissue')}
                      </button>{' '}
                      <button type="button" className="button button-danger" onClick={() => onEnd(code, false)}>
                        {t('office.reportCodes.revoke')}
                      </button>
                    </>
                  )}
                </td>
              </tr>
            )
          }),
        ])}
      </OfficeTable>
      {revoked > 0 && (
        <button type="button" className="button button-bare code-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'office.reportCodes.hideRevoked' : 'office.reportCodes.showRevoked', { count: revoked })}
        </button>
      )}
    </>
  )
}
