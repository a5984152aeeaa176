import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideGiving, numberOf } from './instruction-rules.ts'
import { communityCodeOf, drillRuns, findDevice } from './instruction-store.ts'
import { workOf } from './instruction-work.ts'

export const instructionCommands: CommandHandlers<'instruction.give'> = { 'instruction.give': give }

const noDrill = { zh: '此小区没有这场演练在进行', en: 'No such drill runs in this community' } as const

/** It leaves by the outlet, at least once, with its id by which a device knows it again; that of a drill is captured there. */
async function give(parts: Parts, { id, request, caller, now }: Call<'instruction.give'>): Promise<Work> {
  const device = await findDevice(parts, request.device)
  if (!device) throw new Refusal('not-found')
  await allow(parts, caller, 'instruction.give', device.community)
  if (request.drill && !(await drillRuns(parts, request.drill, device.community))) throw new Refusal('invalid', { errors: [{ field: 'drill', message: noDrill }] })
  const given = decideGiving({ id, request, device, by: caller.actor.name, now })
  const { community, action, expiresAt, state } = given
  const call = { instruction: id, number: numberOf(id), device: device.id, code: device.code, community, communityCode: await communityCodeOf(parts, community), action, expiresAt }
  return {
    ...workOf(given, 'instruction.given', { reason: request.reason }),
    outlet: [{ id: idFrom('instruction', id), community, channel: state === 'captured' ? 'capture' : 'device', body: { kind: 'instruction', ...call } }],
  }
}
