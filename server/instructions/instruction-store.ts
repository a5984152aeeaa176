import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { drills } from '#db/schema/drills.ts'
import { instructions } from '#db/schema/instructions.ts'
import { communities } from '#db/schema/sites.ts'
import type { Device } from '#shared/devices.ts'
import type { Instruction } from '#shared/instructions.ts'
import { speaksFor } from '../ingest/telemetry-devices.ts'
import type { DeviceAnswer } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { numberOf } from './instruction-rules.ts'

type Db = Pick<Parts, 'db'>

/** Long enough for an answer that comes late to be written down. */
const heardFor = 10 * 60_000
const listed = 20

export async function findInstruction({ db }: Db, id: string): Promise<Instruction | null> {
  const [row] = await db.select().from(instructions).where(eq(instructions.id, id))
  return row ?? null
}

/** Newest first. */
export const instructionsOf = ({ db }: Db, device: string): Promise<Instruction[]> =>
  db.select().from(instructions).where(eq(instructions.device, device)).orderBy(desc(instructions.at)).limit(listed)

export async function findDevice({ db }: Db, id: string): Promise<Pick<Device, 'id' | 'community' | 'code' | 'actions'> | null> {
  const [row] = await db.select({ id: devices.id, community: devices.community, code: devices.code, actions: devices.actions }).from(devices).where(and(eq(devices.id, id), isNull(devices.removedAt)))
  return row ?? null
}

export async function communityCodeOf({ db }: Db, id: string): Promise<string> {
  const [row] = await db.select({ code: communities.code }).from(communities).where(eq(communities.id, id))
  return row?.code ?? ''
}

/** Whether this drill runs there. */
export async function drillRuns({ db }: Db, id: string, community: string): Promise<boolean> {
  const rows = await db.select({ id: drills.id }).from(drills).where(and(eq(drills.id, id), eq(drills.community, community), eq(drills.state, 'running')))
  return rows.length > 0
}

/** The instruction of the last minutes that is meant by a number; none where whoever answers does not speak for its device. */
export async function instructionMeant({ db }: Db, { from, device, community, number }: DeviceAnswer, now: number): Promise<Instruction | null> {
  if (device === undefined && !from.device) return null
  const named = device === undefined ? eq(devices.id, from.device ?? '') : eq(devices.code, device)
  const rows = await db
    .select({ instruction: instructions, device: { id: devices.id, community: devices.community, gateway: devices.gateway } })
    .from(instructions)
    .innerJoin(devices, eq(devices.id, instructions.device))
    .innerJoin(communities, eq(communities.id, devices.community))
    .where(and(named, community === undefined ? undefined : eq(communities.code, community), gt(instructions.at, new Date(now - heardFor).toISOString())))
    .orderBy(desc(instructions.at))
    .limit(100)
  return rows.find((row) => numberOf(row.instruction.id) === number && speaksFor(from, row.device))?.instruction ?? null
}
