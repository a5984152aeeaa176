import { validate } from 'uuid'
import { categories, type Category } from '#shared/orders.ts'
import { GivenInstant } from '#shared/text.ts'
import { badRequest } from './open311-error.ts'
import type { Wanted } from './open311-store.ts'

const day = 86_400_000
const longest = 90 * day
const mostIds = 200

export type Params = Readonly<Record<string, string | readonly string[] | undefined>>

/** One parameter; empty is the same as none. */
export function param(params: Params, name: string): string | null {
  const given = params[name]
  const text = (typeof given === 'string' ? given : (given?.join(',') ?? '')).trim()
  return text === '' ? null : text
}

/**
 * What a list is asked for; ids override all else, and without dates it is the last 90 days.
 * @throws Open311Error
 */
export function wantedOf(params: Params, now: number): Wanted {
  const listed = (name: string): string[] => param(params, name)?.split(',').map((one) => one.trim()).filter((one) => one !== '') ?? []
  const ids = listed('service_request_id')
  if (ids.length > mostIds) throw badRequest(`一次最多 ${mostIds} 个 service_request_id`, `At most ${mostIds} service_request_id at a time`)
  if (ids.length > 0) return { ids: ids.filter((id) => validate(id)) }
  const [start, end] = [instantOf(params, 'start_date'), instantOf(params, 'end_date')]
  const from = start ?? (end ?? now) - longest
  const until = end ?? Math.min(now, from + longest)
  if (until < from && start !== null && end !== null) throw badRequest('end_date 早于 start_date', 'end_date lies before start_date')
  if (until - from > longest) throw badRequest('start_date 与 end_date 最多相隔 90 天', 'start_date and end_date may span 90 days at most')
  const codes = listed('service_code')
  const wanted = codes.length === 0 ? categories : categories.filter((code): code is Category => codes.includes(code))
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString(), categories: wanted, open: statusOf(listed('status')) }
}

function statusOf(statuses: readonly string[]): boolean | null {
  const unknown = statuses.find((one) => one !== 'open' && one !== 'closed')
  if (unknown !== undefined) throw badRequest('status 只能是 open 或 closed', 'status is open or closed')
  const [open, closed] = [statuses.includes('open'), statuses.includes('closed')]
  return open === closed ? null : open
}

const w3 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/

/** A plus sign that was not encoded comes as a space. */
function instantOf(params: Params, name: string): number | null {
  const text = param(params, name)?.replace(' ', '+') ?? null
  if (text === null) return null
  const at = w3.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isFinite(at) || !GivenInstant.safeParse(new Date(at).toISOString()).success) throw badRequest(`${name} 须为带时区的时间，如 2026-01-01T00:00:00Z`, `${name} must be a time with its zone, such as 2026-01-01T00:00:00Z`)
  return at
}
