import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import { isOpenOrder } from '#shared/orders.ts'
import type { ScannedReport } from '#shared/report-codes.ts'
import { digestOf, idFrom } from '../journal/system.ts'
import type { TakeJoin, TakeReport } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { facilityFor, isShown } from './report-code-rules.ts'
import { findFollowed, sameReport, type Followed, type Scanned } from './report-code-store.ts'

/** The same words within so many milliseconds are the same report. */
const same = 10 * 60_000

export type Takers = { report: TakeReport; join: TakeJoin }

/** A code is what acted: nobody knows who held the phone. */
const actorOf = (code: Scanned): Actor => ({ kind: 'key', id: code.id, name: code.name.zh })

/** The order of what a resident says by a code: a new one, one that is known, or the one that they made a moment ago. `key`: makes a retry safe. */
export async function takeScanned(parts: Parts, takers: Takers, code: Scanned, said: ScannedReport, key: string): Promise<Followed> {
  if (said.join) return joined(parts, takers, code, said, said.join, key)
  const before = await sameReport(parts, code, said, new Date(parts.now() - same).toISOString())
  if (before) return again(parts, takers, code, said, before, key)
  const { category, title, description, place, language } = said
  const id = idFrom('scanned', code.id, digestOf(category, title, description, place), Math.floor(parts.now() / same))
  try {
    await takers.report(parts, {
      id, community: code.community, building: code.building, device: code.device, facility: facilityFor(category, code.kind), place, point: null, category, priority: 'normal', source: 'code',
      title, description, reporter: said.reporter ?? null, phone: said.phone ?? null, language, photos: said.photos,
    }, actorOf(code))
  } catch (error) {
    // Two who say the same in the same moment: the second finds what the first has made.
    if (!(error instanceof Refusal) || error.fault !== 'reused-key') throw error
    return again(parts, takers, code, said, { id, phone: null }, key)
  }
  return found(parts, id)
}

/** Whoever leaves another number is somebody else with the same matter. */
async function again(parts: Parts, takers: Takers, code: Scanned, said: ScannedReport, before: { id: string; phone: string | null }, key: string): Promise<Followed> {
  const order = await found(parts, before.id)
  if (!said.phone || said.phone === before.phone || !isOpenOrder(order)) return order
  await join(parts, takers, code, said, order, key)
  return order
}

async function joined(parts: Parts, takers: Takers, code: Scanned, said: ScannedReport, id: string, key: string): Promise<Followed> {
  const order = await findFollowed(parts, id)
  const here = order && order.community === code.community && order.building === code.building && (code.device === null || order.device === code.device)
  if (!order || !here || !isShown(order) || order.mode !== real || !isOpenOrder(order)) {
    throw new Refusal('invalid', { errors: [{ field: 'join', message: { zh: '这件事已处理完，请直接报事', en: 'This matter is settled: report it anew' } }] })
  }
  await join(parts, takers, code, said, order, key)
  return order
}

const join = (parts: Parts, takers: Takers, code: Scanned, said: ScannedReport, order: Followed, key: string): Promise<void> =>
  takers.join(parts, {
    order: order.id, id: idFrom('scanned-join', code.id, order.id, key), place: said.place, description: said.description, reporter: said.reporter ?? null, phone: said.phone ?? null,
    language: said.language, source: 'code',
  }, actorOf(code))

async function found(parts: Parts, id: string): Promise<Followed> {
  const order = await findFollowed(parts, id)
  if (!order) throw new Error(`the order ${id} was made and is not there`)
  return order
}
