import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Webhook } from '#shared/webhooks.ts'
import { ask } from '../live/api.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { WebhookEnd } from './webhook-end.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookRow } from './webhook-row.tsx'
import { WebhookTold, type Told } from './webhook-told.tsx'
import './webhooks.css'

type Open = { what: 'create' } | { what: 'change' | 'end'; hook: Webhook } | { what: 'told'; told: Told }

/** Who outside is told what, and what became of every message that left. */
export default function WebhooksPage() {
  const { t } = useTranslation()
  const hooks = useQuery({ queryKey: ['webhooks'], queryFn: () => ask('webhooks'), refetchInterval: 30_000 })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => {
    setOpen(null)
    void hooks.refetch()
  }
  return (
    <OfficePage
      title={t('office.webhooks.title')}
      lead={t('office.webhooks.lead')}
      actions={
        <button type="button" className="button button-next" onClick={() => setOpen({ what: 'create' })}>
          {t('office.webhooks.create')}
        </button>
      }
    >
      <Asked query={hooks}>{(rows) => (rows.length === 0 ? <OfficeEmpty>{t('office.webhooks.empty')}</OfficeEmpty> : <HookList rows={rows} onOpen={setOpen} />)}</Asked>
      <DeliveryList />
      {open?.what === 'create' && <WebhookForm hook={null} onTold={(told) => setOpen({ what: 'told', told })} onClose={close} />}
      {open?.what === 'change' && <WebhookForm hook={open.hook} onTold={close} onClose={close} />}
      {open?.what === 'end' && <WebhookEnd hook={open.hook} onClose={close} />}
      {open?.what === 'told' && <WebhookTold told={open.told} onClose={close} />}
    </OfficePage>
  )
}

function HookList({ rows, onOpen }: { rows: readonly Webhook[]; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { data: deliveries = [] } = useQuery({ queryKey: ['deliveries', 'all'], queryFn: () => ask('deliveries', { state: 'all' }), refetchInterval: 30_000 })
  const over = rows.filter(({ endedAt }) => endedAt !== null)
  const shown = all ? rows : rows.filter(({ endedAt }) => endedAt === null)
  const head = [t('office.webhooks.head.name'), t('office.webhooks.head.where'), t('office.webhooks.head.events'), t('office.webhooks.head.state'), t('office.webhooks.head.last'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <>
      <OfficeTable label={t('office.webhooks.title')} head={head}>
        {shown.map((hook) => (
          <WebhookRow
            key={hook.id}
            hook={hook}
            last={deliveries.find(({ kind, to, answer }) => kind === 'webhook' && to === hook.name && answer !== null) ?? null}
            onChange={() => onOpen({ what: 'change', hook })}
            onEnd={() => onOpen({ what: 'end', hook })}
          />
        ))}
      </OfficeTable>
      {over.length > 0 && (
        <button type="button" className="button button-bare webhook-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'office.webhooks.fewer' : 'office.webhooks.more', { count: over.length })}
        </button>
      )}
    </>
  )
}
