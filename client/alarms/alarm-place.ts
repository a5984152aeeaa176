import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { placeWords } from '../live/words.ts'

/** Where an alarm is, in words; the same function while nothing it reads changes. */
export function useAlarmPlace(): (alarm: Pick<Alarm, 'community' | 'building'>) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const { building, community } = useCatalogue()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  return useCallback((alarm) => placeWords(format, { building, community }, { community: alarm.community, building: alarm.building }, several) || t('alarm.wholeCommunity'), [t, format, building, community, several])
}
