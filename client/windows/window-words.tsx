import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'

/** What a window covers, in a few words; devices by the first of them. */
export function useWindowWords({ community, building, devices }: Pick<MaintenanceWindow, 'community' | 'building' | 'devices'>): string {
  const { t } = useTranslation()
  const format = useFormat()
  const [first] = devices
  const sites = useQuery({ queryKey: ['sites', community], queryFn: () => ask('sites', { communities: community }), enabled: building !== null, staleTime: 300_000 })
  const device = useQuery({ queryKey: ['device', first], queryFn: () => ask('device', {}, first ?? ''), enabled: first !== undefined, staleTime: 300_000 })
  if (first !== undefined) {
    const name = device.data ? format.name(device.data.device.name) : '—'
    return devices.length === 1 ? name : t('office.windows.devices', { name, count: devices.length })
  }
  const house = sites.data?.buildings.find(({ id }) => id === building)
  if (building !== null) return house ? format.name(house.name) : t('office.windows.building')
  return t('office.windows.whole')
}
