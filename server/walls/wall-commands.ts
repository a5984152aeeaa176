import { RateLimiterMemory } from 'rate-limiter-flexible'
import { walls } from '#db/schema/walls.ts'
import type { CommandName } from '#shared/commands.ts'
import type { FactName } from '#shared/facts.ts'
import { covers } from '#shared/roles.ts'
import { see, type Caller } from '../identity/caller.ts'
import { wallStays } from '../identity/wall-token.ts'
import { wallView, type WallRow } from '../identity/wall-view.ts'
import { change, type Work } from '../journal/change.ts'
import { perPool } from '../live/gathered.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { allowScope, stored } from './wall-scope.ts'
import { communityOf, findWall, openPairing, wallOfPairing } from './wall-store.ts'

/** Wrong codes that one person may try in ten minutes, the life of a code. */
const guesses = perPool(() => new RateLimiterMemory({ points: 10, duration: 600 }))

const wrongCode = { zh: '没有这个配对码，或已过期。请看大屏上现在的配对码。', en: 'No screen shows this code, or it has expired. Look at the code it shows now.' } as const
const elsewhere = { zh: '不在这块大屏的范围内', en: 'Not within what this wall shows' } as const

export const wallCommands: CommandHandlers<'wall.approve' | 'wall.change' | 'wall.point' | 'wall.reload' | 'wall.revoke'> = {
  'wall.approve': async (parts, { id, request: { code, name, layout, ...request }, caller, now }) => {
    const scope = stored(request.scope)
    await allowScope(parts, caller, 'wall.approve', scope)
    const pairing = await pairingOf(parts, caller, code, now)
    const at = new Date(now).toISOString()
    const row: WallRow = {
      id, version: 1, name, scope, layout, pointed: null, reloads: 0, pairedAt: at, pairedBy: caller.actor.name, pairing, tokenHash: null, previousHash: null,
      renewedAt: at, expiresAt: new Date(now + wallStays).toISOString(), revokedAt: null,
    }
    return workOf('wall.paired', row, { scope, layout })
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

/** Each try costs one of the caller's guesses, a right one gives it back. */
async function pairingOf(parts: Parts, caller: Caller, code: string, now: number): Promise<string> {
  const limit = guesses(parts.sql)
  await limit.consume(caller.actor.id).catch(() => {
    throw new Refusal('too-many')
  })
  const pairing = await openPairing(parts, code, now)
  if (!pairing || (await wallOfPairing(parts, pairing.id))) throw new Refusal('invalid', { errors: [{ field: 'code', message: wrongCode }] })
  await limit.reward(caller.actor.id)
  return pairing.id
}

function workOf(fact: FactName & `wall.${string}`, row: WallRow, detail: Record<string, unknown> = {}): Work {
  const body = wallView(row)
  const community = row.scope.kind === 'community' ? row.scope.id : null
  return { changes: [change(walls, row, { name: fact, body })], reply: { fact, body }, community, mode: 'real', detail: { id: row.id, name: row.name, ...detail } }
}
