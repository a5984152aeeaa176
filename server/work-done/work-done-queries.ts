import type { WorkDone } from '#shared/work-done.ts'
import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { dayAfter, instantOf } from '../timers/local-days.ts'
import { workDoneCsv } from './work-done-csv.ts'
import { readWorkDone } from './work-done-store.ts'

/** Days. */
const longest = 400

export const workDoneQueries: QueryHandlers<'workDone' | 'workDoneExport'> = {
  workDone: async (parts, { params, caller }) => {
    const place = await see(parts, caller, 'workDone', params.community)
    return within(parts, place, params)
  },

  workDoneExport: async (parts, { params, caller, language, tell }) => {
    const place = await see(parts, caller, 'workDoneExport', params.community)
    const rows = await within(parts, place, params)
    tell(place.id, { from: params.from, to: params.to, people: rows.length })
    return workDoneCsv(rows, params, language)
  },
}

function within(parts: Parts, place: { id: string; zone: string }, { from, to }: { from: string; to: string }): Promise<WorkDone[]> {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 0 || days > longest) throw new Refusal('invalid', { errors: [{ field: 'to', message: { zh: `不能早于 from，最多 ${longest} 天`, en: `Not before from, ${longest} days at most` } }] })
  const at = (day: string): string => new Date(instantOf(day, '00:00', place.zone)).toISOString()
  return readWorkDone(parts, place.id, { from: at(from), until: at(dayAfter(to)) })
}
