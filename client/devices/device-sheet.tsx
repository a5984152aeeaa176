import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Device } from '#shared/devices.ts'
import type { QueryReply } from '#shared/queries.ts'
import '../i18n/device-sheet.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, Refused } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { openDialog, select } from '../ui/desk-state.ts'
import { Block, Sheet } from '../ui/sheet.tsx'
import '../ui/form.css'
import { DeviceAttributes, DeviceFacts } from './device-facts.tsx'
import { DeviceForm } from './device-form.tsx'
import { DeviceHistory } from './device-history.tsx'
import { DeviceAlarms, DeviceOrders } from './device-past.tsx'
import { DeviceCode } from './device-code.tsx'
import { DeviceService } from './device-service.tsx'
import { DeviceTies } from './device-ties.tsx'
import { DeviceValues } from './device-values.tsx'
import { RemoveDevice } from './remove-device.tsx'
import { StateWords } from './state-words.tsx'
import './devices.css'

/** Values are not streamed to screens: while this is open they are asked for again this often. Milliseconds. */
const again = 5_000
/** What is older than this many rounds is said to be. */
const staleAfter = 4 * again

export type Shown = QueryReply<'device'>
type Props = { id: string; zone: string | undefined; hands?: ((device: Device) => ReactNode) | undefined }

/** Everything about one device: how it is and why, where, what it hangs on, what it says and said, what was done to it. */
export default function DeviceSheet({ id, zone, hands }: Props) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['device', id], queryFn: () => ask('device', {}, id), refetchInterval: again,
    retry: (count, error) => count < 2 && !(error instanceof Refused && error.problem && error.problem.status < 500),
  })
  const stamp = useStamp(id)
  const client = useQueryClient()
  useEffect(() => void client.invalidateQueries({ queryKey: ['device', id] }), [client, id, stamp])
  if (query.data) return <Open shown={query.data} readAt={query.dataUpdatedAt} zone={zone} hands={hands} />
  const gone = query.error instanceof Refused && (query.error.problem?.status === 404 || query.error.problem?.status === 403)
  return (
    <Sheet label={t('deviceSheet.title')} title={t('deviceSheet.title')} onClose={() => select(null)}>
      {gone ? <p>{t('deviceSheet.gone')}</p> : <Asked query={query}>{() => null}</Asked>}
    </Sheet>
  )
}

/** Another one whenever the stream tells of an alarm of it. */
function useStamp(id: string): string {
  return useLive((state) => {
    let stamp = ''
    for (const alarm of state.picture.alarm.values()) if (alarm.device === id) stamp += `${alarm.id}${alarm.version}`
    return stamp
  })
}

type OpenProps = Omit<Props, 'id'> & { shown: Shown; readAt: number }

function Open({ shown, readAt, zone, hands }: OpenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sees = useSees()
  const { device } = shown
  const stale = now - readAt > staleAfter
  return (
    <Sheet
      label={`${t('deviceSheet.title')}${t('join.colon')}${format.name(device.name)}`}
      over={[t(`words.deviceKind.${device.kind}`), device.code].join(t('join.dot'))}
      title={format.name(device.name)}
      onClose={() => select(null)}
      foot={device.removedAt ? undefined : <Hands device={device} />}
    >
      <div data-device={device.code} data-state={device.state} data-stale={stale || undefined} className="device-open">
        {stale && <p role="status" className="soon">{t('deviceSheet.stale', { age: format.age((now - readAt) / 1000) })}</p>}
        <StateWords shown={shown} now={now} zone={zone} />
        <DeviceFacts shown={shown} now={now} zone={zone} />
        {!device.removedAt && hands?.(device)}
        <Block title={t('deviceSheet.values')}>
          <DeviceValues values={shown.values} now={now} />
        </Block>
        {sees('deviceHistory', device.community) === 'yes' && <DeviceHistory device={device} values={shown.values} zone={zone} />}
        <DeviceTies shown={shown} />
        <DeviceAlarms alarms={shown.alarms} zone={zone} />
        <DeviceOrders orders={shown.orders} zone={zone} />
        <DeviceService shown={shown} zone={zone} />
        <Block title={t('deviceSheet.attributes')}>
          <DeviceAttributes device={device} />
        </Block>
        <DeviceCode shown={shown} />
      </div>
    </Sheet>
  )
}

function Hands({ device }: { device: Device }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const [, navigate] = useLocation()
  const [act, setAct] = useState<'change' | 'remove' | null>(null)
  const { id, community, building } = device
  return (
    <>
      {may('order.report', community) && (
        <button type="button" className="button button-next" onClick={() => openDialog({ kind: 'report', community, building: building ?? undefined, device: id, place: building ? undefined : format.name(device.name) })}>
          {t('deviceSheet.report')}
        </button>
      )}
      {may('window.plan', community) && (
        <button type="button" className="button" onClick={() => navigate(`/work/windows?device=${id}`)}>
          {t('deviceSheet.window')}
        </button>
      )}
      {may('device.change', community) && (
        <button type="button" className="button" onClick={() => setAct('change')}>
          {t('deviceSheet.change')}
        </button>
      )}
      {may('device.remove', community) && (
        <button type="button" className="button button-bare" onClick={() => setAct('remove')}>
          {t('deviceSheet.remove')}
        </button>
      )}
      {act === 'change' && <DeviceForm device={device} community={community} onClose={() => setAct(null)} />}
      {act === 'remove' && <RemoveDevice device={device} onClose={() => setAct(null)} />}
    </>
  )
}
