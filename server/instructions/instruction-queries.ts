import type { Instruction } from '#shared/instructions.ts'
import { see } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findDevice, instructionsOf } from './instruction-store.ts'

export const instructionQueries: QueryHandlers<'instructions'> = { instructions: list }

async function list(parts: Parts, { id, caller }: Ask<'instructions'>): Promise<Instruction[]> {
  const device = await findDevice(parts, id)
  if (!device) throw new Refusal('not-found')
  await see(parts, caller, 'instructions', device.community)
  return instructionsOf(parts, id)
}
