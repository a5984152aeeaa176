import { promises } from '#db/schema/promises.ts'
import { real } from '#shared/modes.ts'
import { aboutTheSame, type ServicePromise } from '#shared/promises.ts'
import { allow } from '../identity/caller.ts'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { changeCalendar } from './calendar-command.ts'
import { inForce, promised, takenBack } from './promise-rules.ts'
import { allPromises } from './promise-store.ts'

export const promiseCommands: CommandHandlers<'promise.set' | 'promise.end' | 'calendar.change'> = {
  'promise.set': set,
  'promise.end': end,
  'calendar.change': changeCalendar,
}

async function set(parts: Parts, { id, request, caller, now }: Call<'promise.set'>): Promise<Work> {
  const asked = { ...request, region: request.region?.toLowerCase() ?? null, community: request.community?.toLowerCase() ?? null }
  await allowScope(parts, caller, 'promise.set', scopeOf(asked))
  if (asked.community !== null && asked.region !== null) {
    const { region } = await allow(parts, caller, 'promise.set', asked.community)
    if (region !== asked.region) throw new Refusal('invalid', { errors: [{ field: 'community', message: elsewhere }] })
  }
  const rows = await allPromises(parts)
  const row = promised(id, asked, rows, now)
  const was = inForce(rows.filter((one) => aboutTheSame(one, row)), Date.parse(row.from))
  return workOf('promise.set', row, request.reason, { was: was && { promise: was.id, limits: was.limits } })
}

async function end(parts: Parts, { id, request, caller, now }: Call<'promise.end'>): Promise<Work> {
  const rows = await allPromises(parts)
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Refusal('not-found')
  await allowScope(parts, caller, 'promise.end', scopeOf(row))
  return workOf('promise.ended', takenBack(row, request, rows, now), request.reason)
}

const workOf = (fact: 'promise.set' | 'promise.ended', body: ServicePromise, reason: string, more: Record<string, unknown> = {}): Work => {
  const { id, version: _version, ...said } = body
  return { changes: [change(promises, body, { name: fact, body })], reply: { fact, body }, community: body.community, mode: real, detail: { promise: id, ...said, ...more, reason } }
}

const elsewhere = { zh: '不在这个区域', en: 'It is not in this region' }
