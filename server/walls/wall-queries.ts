import { eq, isNull } from 'drizzle-orm'
import { wallPaints, walls } from '#db/schema/walls.ts'
import { scopeJudge, seeAnywhere } from '../identity/caller.ts'
import { wallView } from '../identity/wall-view.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { guessPairing } from './pairing-guesses.ts'
import { seesWall } from './wall-scope.ts'
import { findWall } from './wall-store.ts'

export const wallQueries: QueryHandlers<'walls' | 'wall' | 'wallPairing'> = {
  walls: async (parts, { caller }) => {
    seeAnywhere(caller, 'walls')
    const [judge, rows] = await Promise.all([
      scopeJudge(parts),
      parts.db.select({ wall: walls, paint: wallPaints }).from(walls).leftJoin(wallPaints, eq(wallPaints.wall, walls.id)).where(isNull(walls.revokedAt)).orderBy(walls.name, walls.id),
    ])
    return rows
      .filter(({ wall }) => seesWall(judge, caller, wall.scope))
      .map(({ wall, paint }) => ({ ...wallView(wall), paintedAt: paint?.at ?? null, connected: paint?.connected ?? false }))
  },

  wall: async (parts, { caller }) => {
    seeAnywhere(caller, 'wall')
    const wall = await findWall(parts, caller.actor.id)
    if (!wall) throw new Refusal('not-found')
    return wallView(wall)
  },

  wallPairing: async (parts, { body, caller, now }) => {
    seeAnywhere(caller, 'wallPairing')
    const { at, address } = await guessPairing(parts, caller, body.code, now)
    return { since: new Date(at).toISOString(), address }
  },
}
