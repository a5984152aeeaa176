import { devices } from '#db/schema/devices.ts'
import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import { countsOf, faultsOf } from '../files/preview.ts'
import { allow } from '../identity/caller.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { idFrom } from '../journal/system.ts'
import type { Call } from '../live/handler.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { planDevices } from './device-import.ts'
import { onWire } from './device-wire.ts'

/** Few enough that a desk's command waits some ten milliseconds for one of these at most. */
const perCommit = 250

const tries = 5

/**
 * The whole file or nothing of it, as far as what it says is concerned: the first wrong lines are named as the preview names them.
 * It goes in by portions, what others hang on first. Cut off in the middle, it is sent again: what is in is then the same.
 */
export async function importDevices(parts: Parts, { id, request, caller }: Call<'device.import'>): Promise<Work> {
  const place = await allow(parts, caller, 'device.import', request.community)
  for (let i = 0; i < tries; i++) {
    const plan = await planDevices(parts, place.id, request.text)
    const errors = faultsOf(plan.steps)
    if (errors.length > 0) throw new Refusal('invalid', { errors, community: place.id })
    const changes = plan.changes.map(({ device, made }) => change(devices, device, { name: made ? 'device.connected' : 'device.changed', body: onWire(device) }))
    const last = changes.splice(Math.max(0, changes.length - perCommit))
    if (!(await commitAll(parts, changes, { id, community: place.id, by: caller.actor }))) continue
    const counts = countsOf(plan.steps)
    return { changes: last, reply: { fact: null, body: { id, version: 1, ...counts } }, community: place.id, mode: real, detail: counts }
  }
  throw new Refusal('conflict', { community: place.id })
}

/** False where somebody else was faster with one of them. */
async function commitAll(parts: Parts, changes: readonly Change[], { id, community, by }: { id: string; community: string; by: Actor }): Promise<boolean> {
  for (let at = 0; at < changes.length; at += perCommit) {
    const some = changes.slice(at, at + perCommit)
    const command = idFrom('device.import', id, ...some.flatMap(({ row }) => [String(row.id), String(row.version)]))
    const answer = await parts.journal.commit({ id: command, name: 'device.import', digest: command, by, changes: some, reply: null, community, mode: real, detail: { devices: some.length } }, 'bulk')
    if (!answer.ok && isRace(answer)) return false
    if (!answer.ok) throw undone(answer)
  }
  return true
}
