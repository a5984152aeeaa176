import express, { type Request, type Response, type Router } from 'express'
import { v4, validate } from 'uuid'
import type { z } from 'zod'
import { reportPaths } from '#shared/paths.ts'
import { ScannedReport, type ReportPlace, type ScannedReply, type TrackedReport } from '#shared/report-codes.ts'
import { limitedAddress } from '../identity/sign-in-limit.ts'
import type { TakePhoto } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf, sendProblem } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { orderOfTrack, plainCode, reportCategories, trackOf } from './report-code-rules.ts'
import { findFollowed, findScanned, knownAt, type Scanned } from './report-code-store.ts'
import { ReportedTooMuch, ReportLimits, type ReportAct } from './report-limits.ts'
import { takeScanned, type Takers } from './report-taking.ts'

/** `secret`: the installation's. `photoBody` reads the file of a request, `takePhoto` keeps it. */
export type ReportDoor = Takers & { secret: string; takePhoto: TakePhoto; photoBody: (req: Request, res: Response) => Promise<Buffer> }

/** What whoever scanned a code may do, without anybody having signed in: look at the place, hand in photos, report, follow. */
export function reportRoutes(parts: Parts, { secret, takePhoto, photoBody, ...takers }: ReportDoor): Router {
  const router = express.Router()
  const limits = new ReportLimits()

  /** Each request is by a code that holds, and within its limits. */
  const by = (act: ReportAct, answer: (code: Scanned, req: Request, res: Response) => Promise<void>, over = false) =>
    async (req: Request, res: Response): Promise<void> => {
      const typed = plainCode(String(req.params.code)).slice(0, 40)
      try {
        await limits.count(act, typed, limitedAddress(req.ip ?? ''))
        const code = await findScanned(parts, typed)
        if (!code || (code.revokedAt !== null && !over)) throw new Refusal('not-found')
        res.set('Cache-Control', 'no-store')
        await answer(code, req, res)
      } catch (error) {
        if (!(error instanceof ReportedTooMuch)) throw error
        sendProblem(res, 'too-many', { retryAfter: error.retryAfter })
      }
    }

  router.get(reportPaths.place, by('look', async (code, _req, res) => {
    const place: ReportPlace = { community: code.communityName, place: code.name, zone: code.zone, categories: reportCategories, open: await knownAt(parts, code) }
    res.json(place)
  }))

  router.post(reportPaths.photo, by('photo', async (code, req, res) => {
    const { id } = await takePhoto(parts, await photoBody(req, res), code.id, code.community)
    res.status(201).json({ id })
  }))

  router.post(reportPaths.send, by('send', async (code, req, res) => {
    const said = readBody(ScannedReport, req)
    if (said.phone) await limits.countPhone(said.phone)
    const key = req.get('idempotency-key')
    const order = await takeScanned(parts, takers, code, said, key && validate(key) ? key : v4())
    const reply: ScannedReply = { number: order.number, track: trackOf(secret, order.id), respondBy: instant(order.respondBy) }
    res.status(201).json(reply)
  }))

  router.get(reportPaths.track, by('look', async (code, req, res) => {
    const id = orderOfTrack(secret, String(req.params.track))
    let order = id && (await findFollowed(parts, id))
    if (!order || order.community !== code.community) throw new Refusal('not-found')
    // Whoever reported what was the same as something else follows that.
    if (order.mergedInto) order = (await findFollowed(parts, order.mergedInto)) ?? order
    const tracked: TrackedReport = {
      number: order.number, community: code.communityName, place: code.name, zone: code.zone, category: order.category, state: order.state, reportedAt: instant(order.reportedAt),
      respondBy: instant(order.respondBy), responded: order.respondedAt !== null, finishBy: instant(order.finishBy),
    }
    res.json(tracked)
  }, true))
  return router
}

const instant = (at: string): string => new Date(at).toISOString()

function readBody<T extends z.ZodType>(schema: T, req: Request): z.infer<T> {
  if (!req.is('application/json')) throw new Refusal('wrong-type')
  const read = schema.safeParse(req.body)
  if (!read.success) throw new Refusal('invalid', { errors: fieldErrors(read.error, languageOf(req), req.body) })
  return read.data
}
