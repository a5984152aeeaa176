import { see } from '../identity/caller.ts'
import { readTimeline } from '../journal/timeline-store.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { findAlarm } from './alarm-store.ts'

export const alarmQueries: QueryHandlers<'alarmTimeline'> = {
  alarmTimeline: async (parts, { id, caller }) => {
    const alarm = await findAlarm(parts, id)
    if (!alarm) throw new Refusal('not-found')
    await see(parts, caller, 'alarmTimeline', alarm.community)
    return readTimeline(parts, id)
  },
}
