import { useQuery } from '@tanstack/react-query'
import type { Alarm } from '#shared/alarms.ts'
import type { Community } from '#shared/sites.ts'
import { ask } from '../live/api.ts'
import { meQuery, useJudge, useSees } from '../live/session.ts'

/** The communities that an alarm's public warning is about and where a plan may be started; null where it is no warning, or one about a single community. */
export function useWarned(alarm: Alarm | undefined): Community[] | null {
  const judge = useJudge()
  const sees = useSees()
  const me = useQuery(meQuery)
  const id = alarm?.warning ?? null
  const warning = useQuery({ queryKey: ['warning', id], queryFn: () => ask('warning', {}, id ?? ''), enabled: id !== null && alarm !== undefined && sees('warning', alarm.community) === 'yes', retry: 1 })
  const concerned = new Set(warning.data?.communities)
  const startable = (me.data?.communities ?? []).filter((row) => concerned.has(row.id) && judge('activation.start', row.id) === 'yes')
  return startable.length > 1 ? startable : null
}
