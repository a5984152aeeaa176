import express, { type Response, type Router } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { validate } from 'uuid'
import { photoPaths } from '#shared/paths.ts'
import { may, type Role } from '#shared/roles.ts'
import { see } from '../identity/caller.ts'
import type { Identify } from '../live/answer.ts'
import type { TakePhoto } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { photoBody } from './photo-taking.ts'
import { findPhoto } from './photo-store.ts'

/** Who puts photos to orders and running plans, and who stages them in drills, which then all see who see the drill. */
const bringing: readonly Role[] = [...may['order.note'], ...may['drill.inject']]

/** `act`, `look`: who hands a photo in, and who asks for one. */
export function photoRoutes(parts: Parts, { act, look, take }: { act: Identify; look: Identify; take: TakePhoto }): Router {
  const router = express.Router()
  // Per person: a phone that was without network may come with a day's photos at once.
  const handedIn = new RateLimiterMemory({ points: 200, duration: 600 })

  router.post(photoPaths.upload, async (req, res) => {
    const { caller } = await act(req)
    if (!caller.grants.some(({ role }) => bringing.includes(role))) throw new Refusal('not-allowed')
    await handedIn.consume(caller.actor.id).catch(() => {
      throw new Refusal('too-many')
    })
    res.status(201).json(await take(parts, await photoBody(req, res), caller.actor.id, null))
  })

  router.get(photoPaths.read, async (req, res) => {
    const { caller } = await look(req)
    const { id } = req.params
    const photo = typeof id === 'string' && validate(id) ? await findPhoto(parts, id, req.query.size === 'small' ? 'small' : 'bytes') : null
    if (!photo || (photo.community === null && photo.by !== caller.actor.id)) throw new Refusal('not-found')
    if (photo.community !== null) await see(parts, caller, photo.staged ? 'drill' : 'photo', photo.community)
    sendPicture(res, photo.picture)
  })
  return router
}

/** What is personal stays on no disk of a desk that others use too; opened by itself it can do nothing. */
function sendPicture(res: Response, picture: Buffer): void {
  res.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'inline; filename="photo.jpg"',
    'X-Content-Type-Options': 'nosniff',
  })
  res.type('image/jpeg').send(picture)
}
