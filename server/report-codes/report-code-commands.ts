import { v7 } from 'uuid'
import { reportCodes } from '#db/schema/report-codes.ts'
import { real } from '#shared/modes.ts'
import type { ReportCode } from '#shared/report-codes.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { newCode } from './report-code-rules.ts'
import { codesOf, findReportCode, nameOfCommunity, spotsOf, type Spot } from './report-code-store.ts'

/** Codes that one command makes at most; whoever has more places asks again. */
const mostAtOnce = 1_000

const messages = {
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  device: { zh: '本小区没有此设备', en: 'No such device in this community' },
  there: { zh: '此处已有有效的报事码；要换新码，请先停用旧码', en: 'There is a working code here already; revoke it first to have a new one' },
  everything: { zh: '所有楼栋和设备都已有报事码', en: 'Every building and device has a code already' },
} as const satisfies Record<string, Bilingual>

const wrong = (field: string, message: Bilingual): Refusal => new Refusal('invalid', { errors: [{ field, message }] })

export const reportCodeCommands: CommandHandlers<'code.issue' | 'code.revoke'> = { 'code.issue': issue, 'code.revoke': revoke }

async function issue(parts: Parts, { request, caller, now }: Call<'code.issue'>): Promise<Work> {
  const { id: community } = await allow(parts, caller, 'code.issue', request.community)
  const [spots, codes] = await Promise.all([spotsOf(parts, community), codesOf(parts, community)])
  const taken = new Set(codes.filter(({ revokedAt }) => revokedAt === null).map(keyOf))
  const wanted = request.everything ? spots.filter((spot) => !taken.has(keyOf(spot))).slice(0, mostAtOnce) : [await oneSpot(parts, community, request, spots)]
  const [first] = wanted
  if (!first) throw wrong('everything', messages.everything)
  if (!request.everything && taken.has(keyOf(first))) throw wrong(request.device ? 'device' : 'building', messages.there)
  const madeAt = new Date(now).toISOString()
  const made = wanted.map((spot): ReportCode => ({ id: v7(), version: 1, community, ...spot, code: newCode(), madeAt, revokedAt: null }))
  return workOf(made, 'code.issued', { codes: made.length })
}

async function oneSpot(parts: Parts, community: string, { building, device }: Call<'code.issue'>['request'], spots: readonly Spot[]): Promise<Spot> {
  if (device) {
    const spot = spots.find((one) => one.device === device)
    if (!spot) throw wrong('device', messages.device)
    return spot
  }
  if (building) {
    const spot = spots.find((one) => one.building === building && one.device === null)
    if (!spot) throw wrong('building', messages.building)
    return spot
  }
  const name = await nameOfCommunity(parts, community)
  if (!name) throw new Refusal('not-found')
  return { building: null, device: null, name }
}

async function revoke(parts: Parts, { id, request, caller, now }: Call<'code.revoke'>): Promise<Work> {
  const held = await findReportCode(parts, id)
  if (!held) throw new Refusal('not-found')
  await allow(parts, caller, 'code.revoke', held.community)
  if (held.revokedAt !== null) throw new Refusal('illegal-move', { current: held })
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  return workOf([{ ...held, version: held.version + 1, revokedAt: new Date(now).toISOString() }], 'code.revoked', { reason: request.reason })
}

const keyOf = ({ building, device }: Pick<Spot, 'building' | 'device'>): string => device ?? building ?? ''

function workOf(codes: readonly ReportCode[], fact: 'code.issued' | 'code.revoked', detail: Record<string, unknown>): Work {
  const [body] = codes
  if (!body) throw new Error('no code')
  return { changes: codes.map((code) => change(reportCodes, code, { name: fact, body: code })), reply: { fact, body }, community: body.community, mode: real, detail: { place: body.name.zh, ...detail } }
}
