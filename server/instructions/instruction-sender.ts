import type { DeviceCall, TellDevice } from '../live/handler.ts'
import { Undeliverable, type Send } from '../outlet/outlet.ts'
import type { Parts } from '../parts.ts'
import { settleUnreached } from './instruction-answers.ts'
import { findInstruction } from './instruction-store.ts'

/** Tells devices what the room instructed, never later than it expires. `tell`: null where this installation has no way to devices. */
export const instructionSender =
  (parts: Parts, tell: TellDevice | null): Send =>
  async ({ body }) => {
    const call = body as { kind: string } & DeviceCall
    const held = await findInstruction(parts, call.instruction)
    if (held?.state !== 'waiting' || parts.now() >= Date.parse(call.expiresAt)) throw new Undeliverable('expired')
    const told = tell ? await tell(call) : 'no-broker'
    if (told === 'told') return 'MQTT'
    await settleUnreached(parts, held.id, told)
    throw new Undeliverable(told === 'nobody' ? 'nobody who speaks for the device listens' : 'no broker here (MQTT_PORT, MQTT_URL)')
  }
