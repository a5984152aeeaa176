import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'

/** `skew`: seconds by which the sender's clock is ahead of ours. */
export type Signature = { message: string; skew: number }

/** Seconds by which a clock may be off before its owner is told. */
export const skewTold = 300

const idForm = /^[\x21-\x7e]{1,200}$/
const timeForm = /^\d{1,12}$/
/** A key that is being rotated signs with two; nobody needs more than a few. */
const mostSignatures = 8

/**
 * Checks the headers of Standard Webhooks over the body as it came. A wrong clock is no reason to refuse: an alarm of a device
 * that has lost the time is an alarm. Null where no signature fits. `now` in epoch milliseconds.
 */
export function readSignature(secret: string, headers: IncomingHttpHeaders, body: Buffer, now: number): Signature | null {
  const message = one(headers['webhook-id'])
  const time = one(headers['webhook-timestamp'])
  if (!idForm.test(message) || !timeForm.test(time)) return null
  const seconds = Number(time)
  const wanted = Buffer.from(new Webhook(secret).sign(message, new Date(seconds * 1000), body))
  const given = one(headers['webhook-signature']).split(' ', mostSignatures).map((text) => Buffer.from(text))
  const fits = given.filter((text) => text.length === wanted.length && timingSafeEqual(text, wanted)).length > 0
  return fits ? { message, skew: Math.round(seconds - now / 1000) } : null
}

const one = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : '')
