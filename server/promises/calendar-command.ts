import { calendars } from '#db/schema/promises.ts'
import { real } from '#shared/modes.ts'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { tidied } from './calendar-rules.ts'
import { allCalendars } from './promise-store.ts'

/** There is one calendar for each place: the first change makes it. What was promised before stays as it was. */
export async function changeCalendar(parts: Parts, { id, request: { version, ...asked }, caller }: Call<'calendar.change'>): Promise<Work> {
  const community = asked.community?.toLowerCase() ?? null
  const region = community === null ? (asked.region?.toLowerCase() ?? null) : null
  await allowScope(parts, caller, 'calendar.change', scopeOf({ region, community }))
  const held = (await allCalendars(parts)).find((row) => row.region === region && row.community === community)
  if ((held?.version ?? null) !== version) throw new Refusal('conflict', { current: held ?? null })
  const body = tidied({ ...asked, region, community, id: held?.id ?? id, version: (version ?? 0) + 1 })
  const { weekdays, opensAt, closesAt, holidays, workdays } = body
  return {
    changes: [change(calendars, body, { name: 'calendar.changed', body })],
    reply: { fact: 'calendar.changed', body },
    community,
    mode: real,
    detail: { calendar: body.id, region, weekdays, opensAt, closesAt, holidays: holidays.map(({ day }) => day), workdays },
  }
}
