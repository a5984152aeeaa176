import express, { type Request, type Response } from 'express'
import { v4 } from 'uuid'
import { largestPhoto, photoTypes } from '#shared/photos.ts'
import type { TakePhoto } from '../live/handler.ts'
import { lanes, PhotoMaker } from './photo-maker.ts'
import { photoRefusal } from './photo-rules.ts'
import { keepPhoto } from './photo-store.ts'

/** Makes a photo anew and keeps it; each taker has a lane of its own. Its id cannot be guessed: by it, whoever handed it in puts it to an order. */
export function photoTaking(lane: keyof typeof lanes): TakePhoto {
  const maker = new PhotoMaker(lanes[lane])
  return async (parts, file, by, community) => {
    const made = await maker.make(file)
    const photo = { id: v4(), at: new Date(parts.now()).toISOString(), width: made.width, height: made.height }
    await keepPhoto(parts, { ...photo, by, community, bytes: made.bytes, small: made.small })
    return photo
  }
}

const raw = express.raw({ limit: largestPhoto, type: [...photoTypes], inflate: false })

/**
 * The file that a request brings, read only now: whoever may not hand in photos never gets this far.
 * @throws Refusal where it is too large, empty, packed, or said to be something else than a photo
 */
export async function photoBody(req: Request, res: Response): Promise<Buffer> {
  if (!req.is([...photoTypes]) || req.headers['content-encoding']) throw photoRefusal('type')
  await new Promise<void>((read, failed) => {
    raw(req, res, (error?: unknown) => (error ? failed(isTooLarge(error) ? photoRefusal('size') : error) : read()))
  })
  const { body } = req as { body: unknown }
  if (!Buffer.isBuffer(body) || body.length === 0) throw photoRefusal('broken')
  return body
}

const isTooLarge = (error: unknown): boolean => error instanceof Error && 'status' in error && error.status === 413
