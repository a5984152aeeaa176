import { and, eq, gt } from 'drizzle-orm'
import { pairings, walls } from '#db/schema/walls.ts'
import type { WallTarget } from '#shared/walls.ts'
import type { WallRow } from '../identity/wall-view.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db' | 'sql'>

export async function findWall({ db }: Reads, id: string): Promise<WallRow | null> {
  const [row] = await db.select().from(walls).where(eq(walls.id, id))
  return row ?? null
}

export async function wallOfPairing({ db }: Reads, pairing: string): Promise<WallRow | null> {
  const [row] = await db.select().from(walls).where(eq(walls.pairing, pairing))
  return row ?? null
}

/** `address`: from where its screen asked; null where that is not known. */
export type OpenPairing = { id: string; at: string; address: string | null }

/** The pairing that still waits under this code, or null. */
export async function openPairing({ db }: Reads, code: string, now: number): Promise<OpenPairing | null> {
  const [row] = await db.select({ id: pairings.id, at: pairings.at, address: pairings.address }).from(pairings).where(and(eq(pairings.code, code), gt(pairings.expiresAt, new Date(now).toISOString())))
  return row ?? null
}

/** The community in which a target lies; null where there is none such. */
export async function communityOf({ sql }: Reads, { kind, id }: WallTarget): Promise<string | null> {
  const tables = { community: 'community', building: 'building', order: 'work_order', alarm: 'alarm', activation: 'activation' } as const
  const column = kind === 'community' ? 'id' : 'community_id'
  const [row] = await sql<{ community: string }[]>`select ${sql(column)} as community from ${sql(tables[kind])} where id = ${id}`
  return row?.community ?? null
}
