import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved, type Order } from '#shared/orders.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { MoveFrame } from './move-frame.tsx'
import type { MoveFormProps } from './move-forms.tsx'

const most = 12

/** Which open order of the community this one ends in: those that are alike first, then those of the same building or kind. */
export function MergeForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const held = useLive((state) => state.picture.order)
  const { data } = useQuery({
    queryKey: ['similar', order.id],
    queryFn: async () => (await post(queryPaths.similarOrders, { community: order.community, building: order.building, device: order.device ?? null, place: order.place, category: order.category, title: order.title })) as QueryReply<'similarOrders'>,
    retry: false,
  })
  const [into, setInto] = useState<string | null>(null)
  const choices = useMemo(() => {
    const open = [...held.values()].filter((one) => one.id !== order.id && one.community === order.community && one.mode === order.mode && moved(one.state, 'merge') !== null)
    const alike = new Set((data?.duplicates ?? []).map(({ id }) => id))
    const rank = (one: Order) => Number(alike.has(one.id)) * 4 + Number(order.building !== null && one.building === order.building) * 2 + Number(one.category === order.category)
    return open.filter((one) => rank(one) > 0).toSorted((a, b) => rank(b) - rank(a) || b.reportedAt.localeCompare(a.reportedAt)).slice(0, most)
  }, [held, data, order])
  const send = async () => into && (await run('order.merge', { version: order.version, into })) && onClose()
  return (
    <MoveFrame title={t('sheet.mergeInto')} hint={t('sheet.mergeNote')} busy={busy} disabled={into === null} submit={t('sheet.do.merge')} onSubmit={() => void send()} onClose={onClose}>
      {choices.length === 0 && <p className="dim">{t('sheet.mergeNone')}</p>}
      <div className="move-orders" role="radiogroup" aria-label={t('sheet.mergeInto')}>
        {choices.map((one) => (
          <label key={one.id} data-chosen={one.id === into || undefined}>
            <input type="radio" className="unseen" name="into" value={one.id} checked={one.id === into} onChange={() => setInto(one.id)} />
            <span className="one-line">{format.title(one)}</span>
            <span className="dim one-line">
              {[one.number, one.place, t(`words.orderState.${one.state}`), order.building !== null && one.building === order.building ? t('sheet.mergeSame') : t('sheet.mergeOther')].filter(Boolean).join(t('join.dot'))}
            </span>
          </label>
        ))}
      </div>
    </MoveFrame>
  )
}
