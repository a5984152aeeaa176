import type { walls } from '#db/schema/walls.ts'
import type { WallScreen } from '#shared/walls.ts'

export type WallRow = typeof walls.$inferSelect

/** A wall as it is told: without what opens the door. */
export const wallView = (row: WallRow): WallScreen => ({
  id: row.id, version: row.version, name: row.name, scope: row.scope, layout: row.layout, pointed: row.pointed, reloads: row.reloads,
  pairedAt: row.pairedAt, pairedBy: row.pairedBy, expiresAt: row.expiresAt, revokedAt: row.revokedAt,
})
