import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { post } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import type { Target } from './window-target.tsx'

/** In numbers, before it is planned: how many devices, and what stands there now and stays in view. */
export function WindowCovers({ community, target }: { community: string; target: Target }) {
  const { t } = useTranslation()
  const { about, devices, building } = target
  const listed = about === 'community' || (about === 'building' && building !== null)
  const asked = { communities: [community], building: about === 'building' ? building : null, limit: 1 }
  const { data } = useQuery({ queryKey: ['device-list', 'count', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, enabled: listed, staleTime: 30_000 })
  const alarms = useLive((state) => state.picture.alarm)
  const ids = new Set(devices.map(({ id }) => id))
  const isCovered = (of: { community: string; building: string | null; device: string | null }): boolean =>
    of.community === community && of.device !== null && (about === 'devices' ? ids.has(of.device) : about === 'community' || of.building === building)
  const standing = [...alarms.values()].filter(isCovered).length
  const count = about === 'devices' ? devices.length : data && Object.values(data.counts).reduce((sum, one) => sum + one, 0)
  if (about === 'devices' ? devices.length === 0 : !listed) return <p className="dim">{t('office.windows.form.coversNone')}</p>
  return (
    <p className="dim" role="status">
      {count !== undefined && t('office.windows.form.covers', { count })} {standing > 0 && t('office.windows.form.standing', { count: standing })} {t('office.windows.form.lifeSafety')}
    </p>
  )
}
