import { Select } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '#shared/webhooks.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { OfficeEmpty, OfficeTable } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'

const shows = ['failed', 'waiting', 'sent', 'all'] as const
type Show = (typeof shows)[number]
const most = 200

/** What left, what waits and what did not arrive. */
export function DeliveryList() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [show, setShow] = useState<Show>('failed')
  const deliveries = useQuery({ queryKey: ['deliveries', show], queryFn: () => ask('deliveries', { state: show }), refetchInterval: 15_000 })
  const { run, busy, failure } = useCommand('delivery.resend')
  const resend = async (ids: readonly string[]) => {
    let sent = 0
    for (const id of ids) {
      if (!(await run({}, id))) break
      sent++
    }
    if (sent > 0) say(t('office.webhooks.deliveries.resent', { count: sent }))
    await client.invalidateQueries({ queryKey: ['deliveries'] })
  }
  const failed = (deliveries.data ?? []).filter(({ state }) => state === 'failed').map(({ id }) => id)
  return (
    <section className="deliveries" aria-label={t('office.webhooks.deliveries.title')}>
      <header className="deliveries-head">
        <h2>{t('office.webhooks.deliveries.title')}</h2>
        <Select aria-label={t('office.webhooks.deliveries.filter')} data={shows.map((value) => ({ value, label: t(`office.webhooks.deliveries.show.${value}`) }))} value={show} onChange={(value) => value && setShow(value as Show)} allowDeselect={false} />
        {failed.length > 1 && (
          <button type="button" className="button" disabled={busy} onClick={() => void resend(failed)}>
            {t('office.webhooks.deliveries.resendAll', { count: failed.length })}
          </button>
        )}
      </header>
      <ProblemNote failure={failure} />
      <Asked query={deliveries}>{(rows) => (rows.length === 0 ? <OfficeEmpty>{t('office.webhooks.deliveries.empty')}</OfficeEmpty> : <Deliveries rows={rows} busy={busy} onResend={(id) => void resend([id])} />)}</Asked>
    </section>
  )
}

function Deliveries({ rows, busy, onResend }: { rows: readonly Delivery[]; busy: boolean; onResend: (id: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const head = [t('office.webhooks.deliveries.head.at'), t('office.webhooks.deliveries.head.kind'), t('office.webhooks.deliveries.head.to'), t('office.webhooks.deliveries.head.about'), t('office.webhooks.deliveries.head.state'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <>
      <OfficeTable label={t('office.webhooks.deliveries.title')} head={head}>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{format.moment(row.at)}</td>
            <td>{t(`office.webhooks.deliveries.kind.${row.kind}`)}</td>
            <td>{row.to}</td>
            <td>{row.about}</td>
            <td>
              {t(`office.webhooks.deliveries.state.${row.state}`, { time: row.nextAt === null ? '' : format.moment(row.nextAt) })}
              {row.answer !== null && row.state !== 'sent' && (
                <small className="dim">
                  {row.answer} · {t('office.webhooks.deliveries.tries', { count: row.attempts })}
                </small>
              )}
            </td>
            <td>
              {row.state === 'failed' && (
                <button type="button" className="button" disabled={busy} onClick={() => onResend(row.id)}>
                  {t('office.webhooks.deliveries.resend')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </OfficeTable>
      {rows.length >= most && <p className="dim">{t('office.webhooks.deliveries.most')}</p>}
    </>
  )
}
