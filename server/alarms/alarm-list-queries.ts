import { lookedIn, see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { alarmCounts, alarmPage, foldedUnder } from './alarm-list-store.ts'
import { findAlarm } from './alarm-store.ts'
import { onWire } from './alarm-wire.ts'

const mostFolded = 200

export const alarmListQueries: QueryHandlers<'alarm' | 'alarms'> = {
  alarm: async (parts, { id, caller }) => {
    const alarm = await findAlarm(parts, id)
    if (!alarm) throw new Refusal('not-found')
    await see(parts, caller, 'alarm', alarm.community)
    const { folded, foldedCount } = await foldedUnder(parts, id, mostFolded)
    return { alarm: onWire(alarm), folded: folded.map(onWire), foldedCount }
  },

  alarms: async (parts, { body: { communities, before, limit, ...filter }, caller }) => {
    const sought = { ...filter, communities: await lookedIn(parts, caller, 'alarms', communities) }
    const [page, counts] = await Promise.all([alarmPage(parts, sought, before ?? null, limit), before ? {} : alarmCounts(parts, sought)])
    return { alarms: page.alarms.map(onWire), more: page.more, counts }
  },
}
