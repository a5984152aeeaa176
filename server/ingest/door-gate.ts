import { isUtf8 } from 'node:buffer'
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import type { Door } from '#shared/doors.ts'
import type { KeyHolder } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import type { MachineKeys } from './machine-key-store.ts'

/** Lets in who holds a key for this door; the holder is then in `holderOf`. */
export function checkKey(keys: MachineKeys, door: Door): RequestHandler {
  return async (req, res, next) => {
    const [, secret = ''] = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '') ?? []
    const holder = await keys.holderOf(secret)
    if (!holder) throw new Refusal('key-needed')
    if (!holder.doors.includes(door)) throw new Refusal('not-allowed')
    res.locals.holder = holder
    next()
  }
}

export const holderOf = (res: Response): KeyHolder => res.locals.holder as KeyHolder

const types = ['application/json', 'application/*+json']

export function checkType(req: Request, _res: Response, next: NextFunction): void {
  if (req.is(types) === false) throw new Refusal('wrong-type')
  next()
}

export const readJson = express.json({ limit: '1mb', strict: false, type: types, verify: refuseUnreadable })

/** Bytes that are not UTF-8 would be stored with holes in them, and nothing at all would be read as `{}`. */
function refuseUnreadable(_req: unknown, _res: unknown, bytes: Buffer, encoding: string): void {
  if (bytes.length === 0) throw Object.assign(new Error('empty'), { status: 400 })
  if (encoding === 'utf-8' && !isUtf8(bytes)) throw Object.assign(new Error('not UTF-8'), { status: 400 })
}

/** What came and is not JSON in UTF-8; null where nothing came or another thing is wrong with it. */
export function unreadBody(error: unknown): string | null {
  if (!(error instanceof Error) || !('status' in error) || error.status !== 400 || !('body' in error)) return null
  const text = Buffer.isBuffer(error.body) ? error.body.toString('latin1') : String(error.body)
  return text === '' ? null : text
}
