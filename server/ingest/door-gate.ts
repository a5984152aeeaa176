import { isUtf8 } from 'node:buffer'
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import type { Door } from '#shared/doors.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { signingSecret } from './key-secret.ts'
import { wasTaken } from './key-use-store.ts'
import type { HeldKey, MachineKeys } from './machine-key-store.ts'
import { readSignature, type Signature } from './signature-rules.ts'

/** Lets in who holds a key for this door, or names one whose messages are signed; the holder is then in `holderOf`. */
export function checkKey(keys: MachineKeys, door: Door): RequestHandler {
  return async (req, res, next) => {
    const [, secret = ''] = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '') ?? []
    const { key: named } = req.query
    const holder = typeof named === 'string' && secret === '' ? await keys.named(named) : await keys.holderOf(secret)
    if (!holder) throw new Refusal('key-needed')
    if (!holder.doors.includes(door)) throw new Refusal('not-allowed')
    res.locals.holder = holder
    next()
  }
}

export const holderOf = (res: Response): HeldKey => res.locals.holder as HeldKey
/** Null for a key whose messages need none. */
export const signatureOf = (res: Response): Signature | null => (res.locals.signature as Signature | undefined) ?? null

const types = ['application/json', 'application/*+json']

export function checkType(req: Request, _res: Response, next: NextFunction): void {
  if (req.is(types) === false) throw new Refusal('wrong-type')
  next()
}

type Verify = NonNullable<NonNullable<Parameters<typeof express.json>[0]>['verify']>

/** Reads the body; the signature is judged over its bytes before anything else is made of them. `secret`: the installation's. */
export function readJson(secret: string, now: () => number, limit = '1mb'): RequestHandler {
  const sign = checkSignature(secret, now)
  const verify = (req: Request, res: Response, bytes: Buffer, encoding: string): void => {
    sign(req, res, bytes)
    refuseUnreadable(bytes, encoding)
  }
  return express.json({ limit, strict: false, type: types, verify: verify as Verify })
}

/** The same for what is no JSON: its bytes are the body. */
export function readBytes(secret: string, now: () => number, { limit, type }: { limit: string; type: string[] }): RequestHandler {
  return express.raw({ limit, type, verify: checkSignature(secret, now) as Verify })
}

/** Throws a Refusal for a message that is not signed by a key whose messages must be. */
function checkSignature(secret: string, now: () => number) {
  return (req: Request, res: Response, bytes: Buffer): void => {
    const holder = holderOf(res)
    if (!holder.signed) return
    const signature = readSignature(signingSecret(secret, holder.id), req.headers, bytes, now())
    if (!signature) throw new Refusal('key-needed')
    res.locals.signature = signature
  }
}

/** Bytes that are not UTF-8 would be stored with holes in them, and nothing at all would be read as `{}`. */
function refuseUnreadable(bytes: Buffer, encoding: string): void {
  if (bytes.length === 0) throw Object.assign(new Error('empty'), { status: 400 })
  if (encoding === 'utf-8' && !isUtf8(bytes)) throw Object.assign(new Error('not UTF-8'), { status: 400 })
}

/** A signed message that was taken before is refused, and one without a body has shown no signature. */
export function checkReplay(parts: Pick<Parts, 'db'>): RequestHandler {
  return async (_req, res, next) => {
    const { id, signed } = holderOf(res)
    const signature = signatureOf(res)
    if (signed && !signature) throw new Refusal('key-needed')
    if (signature && (await wasTaken(parts, id, signature.message))) throw new Refusal('replayed')
    next()
  }
}

/** What came and is not JSON in UTF-8; null where nothing came or another thing is wrong with it. */
export function unreadBody(error: unknown): string | null {
  if (!(error instanceof Error) || !('status' in error) || error.status !== 400 || !('body' in error)) return null
  const text = Buffer.isBuffer(error.body) ? error.body.toString('latin1') : String(error.body)
  return text === '' ? null : text
}
