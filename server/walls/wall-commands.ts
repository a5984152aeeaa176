import { walls } from '#db/schema/walls.ts'
import type { CommandName } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import { covers } from '#shared/roles.ts'
import { see, type Caller } from '../identity/caller.ts'
import { allowScope, stored } from '../identity/scope-asked.ts'
import { wallStays } from '../identity/wall-token.ts'
import { wallView, type WallRow } from '../identity/wall-view.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { guessPairing } from './pairing-guesses.ts'
import { communityOf, findWall } from './wall-store.ts'

const elsewhere = { zh: '不在这块大屏的范围内', en: 'Not within what this wall shows' } as const

export const wallCommands: CommandHandlers<'wall.approve' | 'wall.change' | 'wall.point' | 'wall.reload' | 'wall.revoke'> = {
  'wall.approve': async (parts, { id, request: { code, name, layout, ...request }, caller, now }) => {
    const scope = stored(request.scope)
    await allowScope(parts, caller, 'wall.approve', scope)
    const pairing = await guessPairing(parts, caller, code, now)
    const at = new Date(now).toISOString()
    const row: WallRow = {
      id, version: 1, name, scope, layout, pointed: null, reloads: 0, pairedAt: at, pairedBy: caller.actor.name, pairing: pairing.id, tokenHash: null, previousHash: null,
      renewedAt: at, expiresAt: new Date(now + wallStays).toISOString(), revokedAt: null,
    }
    return workOf('wall.paired', row, { scope, layout, address: pairing.address })
  },

  'wall.change': async (parts, { id, request: { version, name, layout, ...request }, caller }) => {
    const scope = stored(request.scope)
    const wall = await wallFor(parts, caller, 'wall.change', id, version)
    await allowScope(parts, caller, 'wall.change', scope)
    const pointed = JSON.stringify(scope) === JSON.stringify(wall.scope) ? wall.pointed : null
    return workOf('wall.changed', { ...wall, version: version + 1, name, scope, layout, pointed }, { scope, layout })
  },

  'wall.point': async (parts, { id, request: { version, ...request }, caller }) => {
    const target = request.target && stored(request.target)
    const wall = await wallFor(parts, caller, 'wall.point', id, version)
    if (target) {
      const community = await communityOf(parts, target)
      if (!community) throw new Refusal('not-found')
      const place = await see(parts, caller, 'picture', community)
      if (!covers(wall.scope, place)) throw new Refusal('invalid', { errors: [{ field: 'target', message: elsewhere }] })
    }
    return workOf('wall.pointed', { ...wall, version: version + 1, pointed: target }, { target })
  },

  'wall.reload': async (parts, { id, request: { version }, caller }) => {
    const wall = await wallFor(parts, caller, 'wall.reload', id, version)
    return workOf('wall.reloaded', { ...wall, version: version + 1, reloads: wall.reloads + 1 })
  },

  'wall.revoke': async (parts, { id, request: { version }, caller, now }) => {
    const wall = await wallFor(parts, caller, 'wall.revoke', id, version)
    return workOf('wall.revoked', { ...wall, version: version + 1, tokenHash: null, previousHash: null, revokedAt: new Date(now).toISOString() })
  },
}

/** The wall as the caller knows it, where they may do this to it. */
async function wallFor(parts: Parts, caller: Caller, command: CommandName, id: string, version: number): Promise<WallRow> {
  const wall = await findWall(parts, id)
  if (!wall) throw new Refusal('not-found')
  await allowScope(parts, caller, command, wall.scope)
  if (wall.revokedAt) throw new Refusal('illegal-move', { current: wallView(wall) })
  if (wall.version !== version) throw new Refusal('conflict', { current: wallView(wall) })
  return wall
}

function workOf(fact: FactName & `wall.${string}`, row: WallRow, detail: Record<string, unknown> = {}): Work {
  const body = wallView(row)
  const community = row.scope.kind === 'community' ? row.scope.id : null
  return { changes: [change(walls, row, { name: fact, body })], reply: { fact, body }, community, mode: 'real', detail: { id: row.id, name: row.name, ...detail } }
}
