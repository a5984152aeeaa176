import { useQuery } from '@tanstack/react-query'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { useTranslation } from 'react-i18next'
import type { Drill } from '#shared/drills.ts'
import { ask } from '../live/api.ts'
import { usePlans } from '../live/catalogue.ts'
import { meQuery } from '../live/session.ts'

export type DrillReply = QueryReply<'drill'>

/** Drills are told to no screen: whoever looks at one asks again. Milliseconds. */
const every = 3_000

export const useDrill = (id: string) => useQuery({ queryKey: ['drill', id], queryFn: () => ask('drill', {}, id), refetchInterval: every, retry: false })

/** A day with its year: what is due may lie far ahead. */
export function useDay(): (at: string, zone: string | undefined) => string {
  const { language } = useFormat()
  return (at, zone) => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at))
}

/** What a drill is called, and where it is. */
export function useDrillWords(): (drill: Pick<Drill, 'community' | 'plan' | 'scene'>) => { plan: string; community: string; zone: string | undefined } {
  const { t } = useTranslation()
  const format = useFormat()
  const plans = usePlans().data ?? []
  const { data: me } = useQuery(meQuery)
  return ({ community, plan, scene }) => {
    const held = plans.find(({ series }) => series === plan)
    const place = me?.communities.find(({ id }) => id === community)
    return { plan: held ? format.name(held.name) : scene ? t(`words.scene.${scene}`) : t('office.drills.untitled'), community: place ? format.name(place.name) : '', zone: place?.zone }
  }
}
