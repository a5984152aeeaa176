import { responses } from '#db/schema/responses.ts'
import { real } from '#shared/modes.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideEnd, decideSet } from './response-rules.ts'
import { allResponses } from './response-store.ts'

export const responseCommands: CommandHandlers<'response.set' | 'response.end'> = { 'response.set': set, 'response.end': end }

/** Who administers a community sets what follows there; what holds for the company takes a right at everything. */
async function set(parts: Parts, { request, caller }: Call<'response.set'>): Promise<Work> {
  const asked = { ...request, community: request.community?.toLowerCase() ?? null }
  await allowScope(parts, caller, 'response.set', scopeOf(asked))
  const { row, replaced } = decideSet(asked, await allResponses(parts))
  return workOf('response.set', row, { reason: request.reason, was: replaced && termsOf(replaced) }, replaced)
}

async function end(parts: Parts, { id, request, caller }: Call<'response.end'>): Promise<Work> {
  const row = (await allResponses(parts)).find((one) => one.id === id)
  if (!row) throw new Refusal('not-found')
  await allowScope(parts, caller, 'response.end', scopeOf(row))
  return workOf('response.ended', decideEnd(row, request), { reason: request.reason })
}

function workOf(fact: 'response.set' | 'response.ended', body: AlarmResponse, detail: Record<string, unknown>, replaced: AlarmResponse | null = null): Work {
  return {
    changes: [...(replaced ? [change(responses, replaced, { name: 'response.ended', body: replaced })] : []), change(responses, body, { name: fact, body })],
    reply: { fact, body },
    community: body.community,
    mode: real,
    detail: { response: body.id, kind: body.kind, severity: body.severity, ...termsOf(body), ...detail },
  }
}

const termsOf = ({ lifeSafety, latching, clocks, escalate, order }: AlarmResponse) => ({ lifeSafety, latching, clocks, escalate, order })
