import { createHash, createHmac, randomBytes } from 'node:crypto'

const form = /^wf_[A-Za-z0-9_-]{43}$/
const shownLength = 8

export const isSecret = (text: string): boolean => form.test(text)

/** SHA-256, hex: enough for a secret of 256 random bits, and quick enough for every message. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const newSecret = (): string => `wf_${randomBytes(32).toString('base64url')}`
export const prefixOf = (secret: string): string => secret.slice(0, shownLength)

/** What a key signs with (Standard Webhooks). It follows from the installation's secret, so that it need not be kept. */
export const signingSecret = (secret: string, key: string): string => `whsec_${createHmac('sha256', secret).update(`signing\n${key}`).digest('base64')}`
