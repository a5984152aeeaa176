import { and, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { buildings } from '#db/schema/sites.ts'
import { windows } from '#db/schema/windows.ts'
import type { MaintenanceWindow } from '#shared/windows.ts'
import type { Parts } from '../parts.ts'

/** What is over is listed for this long, milliseconds. */
const kept = 30 * 86_400_000
const longest = 500

export async function findWindow(parts: Pick<Parts, 'db'>, id: string): Promise<MaintenanceWindow | null> {
  const [window] = await parts.db.select().from(windows).where(eq(windows.id, id))
  return window ?? null
}

/** What runs, is planned, or was over lately; newest beginning first. */
export function readWindows(parts: Pick<Parts, 'db'>, community: string, now: number): Promise<MaintenanceWindow[]> {
  const lately = or(inArray(windows.state, ['planned', 'running']), gte(windows.endedAt, new Date(now - kept).toISOString()))
  return parts.db.select().from(windows).where(and(eq(windows.community, community), lately)).orderBy(desc(windows.from), windows.id).limit(longest)
}

export async function hasBuilding(parts: Pick<Parts, 'db'>, community: string, id: string): Promise<boolean> {
  const rows = await parts.db.select({ id: buildings.id }).from(buildings).where(and(eq(buildings.id, id), eq(buildings.community, community)))
  return rows.length > 0
}

/** Of `ids`, those of devices that are there. */
export async function devicesThere(parts: Pick<Parts, 'db'>, community: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await parts.db.select({ id: devices.id }).from(devices)
    .where(and(inArray(devices.id, [...ids]), eq(devices.community, community), isNull(devices.removedAt)))
  return rows.map(({ id }) => id)
}
