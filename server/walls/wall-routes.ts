import express, { type Request, type Router } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { v7 } from 'uuid'
import { z } from 'zod'
import { walls } from '#db/schema/walls.ts'
import type { Actor } from '#shared/facts.ts'
import type { Config } from '../config.ts'
import { limitedAddress, plainAddress } from '../identity/sign-in-limit.ts'
import { giveToken, hashOf, newSecret, tokenHashIn, wallStays } from '../identity/wall-token.ts'
import { wallView, type WallRow } from '../identity/wall-view.ts'
import { change } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import type { Identify } from '../live/answer.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { beginPairing, pairingOfSecret } from './pairing-store.ts'
import { findWall, wallOfPairing } from './wall-store.ts'

const Claim = z.strictObject({ secret: z.string().min(1).max(100) })
const Nothing = z.strictObject({})

/** How a screen becomes a wall and stays one: the three things that it asks for without a person. */
export function wallRoutes(parts: Parts, config: Pick<Config, 'secureCookies'>, identify: Identify): Router {
  const router = express.Router()
  // Per address: a room full of screens may wait behind one, each with a new code in ten minutes and a question every two seconds.
  const openings = new RateLimiterMemory({ points: 30, duration: 600 })
  const questions = new RateLimiterMemory({ points: 900, duration: 60 })
  // Per wall.
  const renewals = new RateLimiterMemory({ points: 10, duration: 3_600 })

  router.post('/api/walls/pairings', async (req, res) => {
    readBody(Nothing, req)
    await within(openings, limitedAddress(req.ip ?? ''))
    const pairing = await beginPairing(parts, plainAddress(req.ip ?? ''), parts.now())
    if (!pairing) throw new Refusal('too-many')
    res.status(201).set('Cache-Control', 'no-store').json(pairing)
  })

  router.post('/api/walls/pairings/claim', async (req, res) => {
    const { secret } = readBody(Claim, req)
    await within(questions, limitedAddress(req.ip ?? ''))
    const wall = await claimable(parts, secret)
    res.set('Cache-Control', 'no-store')
    if (!wall) {
      res.status(202).json({ state: 'waiting' })
      return
    }
    const token = newSecret()
    await renewed(parts, { ...wall, tokenHash: token.hash }, 'wall.claim', { kind: 'wall', id: wall.id, name: wall.name })
    giveToken(res, config, token.secret)
    res.json({ state: 'paired' })
  })

  router.post('/api/walls/renew', async (req, res) => {
    readBody(Nothing, req)
    const { caller } = await identify(req)
    const held = tokenHashIn(req.headers.cookie)
    if (caller.kind !== 'wall' || !held) throw new Refusal('not-allowed')
    await within(renewals, caller.actor.id)
    const wall = await findWall(parts, caller.actor.id)
    // The wall may have been known for a moment by a token that is spent by now: the screen that holds the new one is the true one.
    if (!wall || wall.revokedAt || (held !== wall.tokenHash && held !== wall.previousHash)) throw new Refusal('sign-in-needed')
    const token = newSecret()
    // What this screen holds stays good until it comes with the new one: an answer may be lost on its way.
    const next = await renewed(parts, { ...wall, tokenHash: token.hash, previousHash: held }, 'wall.renew', caller.actor)
    giveToken(res, config, token.secret)
    res.set('Cache-Control', 'no-store').json(wallView(next))
  })
  return router
}

/**
 * The wall that a pairing has become and whose token nobody has fetched; null while it waits.
 * @throws Refusal not-found where the secret is unknown or has served
 */
async function claimable(parts: Parts, secret: string): Promise<WallRow | null> {
  const pairing = await pairingOfSecret(parts, hashOf(secret))
  if (!pairing) throw new Refusal('not-found')
  const wall = await wallOfPairing(parts, pairing.id)
  if (wall && (wall.tokenHash || wall.revokedAt)) throw new Refusal('not-found')
  if (!wall && pairing.expiresAt <= parts.now()) throw new Refusal('not-found')
  return wall
}

/** Of two at the same moment one is served; the other is refused and asks again. */
async function renewed(parts: Parts, wall: WallRow, name: string, by: Actor): Promise<WallRow> {
  const now = parts.now()
  const next = { ...wall, version: wall.version + 1, renewedAt: new Date(now).toISOString(), expiresAt: new Date(now + wallStays).toISOString() }
  const id = v7()
  const answer = await parts.journal.commit({
    id, name, by, digest: digestOf(name, id), changes: [change(walls, next, { name: 'wall.renewed', body: wallView(next) })],
    reply: null, community: null, mode: 'real', detail: { id: wall.id },
  })
  if (answer.ok) return next
  throw isRace(answer) ? new Refusal('conflict') : undone(answer)
}

async function within(limit: RateLimiterMemory, key: string): Promise<void> {
  await limit.consume(key).catch(() => {
    throw new Refusal('too-many')
  })
}

function readBody<T extends z.ZodType>(schema: T, req: Request): z.infer<T> {
  if (!req.is('application/json')) throw new Refusal('wrong-type')
  const read = schema.safeParse(req.body)
  if (!read.success) throw new Refusal('invalid', { errors: fieldErrors(read.error, languageOf(req), req.body) })
  return read.data
}
