import { createHash, randomBytes } from 'node:crypto'
import type { Response } from 'express'
import type { Config } from '../config.ts'

const cookieName = 'watchfloor.wall'
const day = 86_400_000
/** Milliseconds that a wall may be off and still come back by itself. */
export const wallStays = 180 * day

/** How a wall's previous token is kept once the new one has been used: it opens nothing, and is known when it comes again. */
export const spent = (hash: string): string => `spent:${hash}`
export const isSpent = (kept: string): boolean => kept.startsWith(spent(''))

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** What a screen keeps to itself; only its hash is stored. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

const inCookies = new RegExp(`(?:^|;\\s*)${cookieName.replace('.', '\\.')}=([\\w-]{43})(?:;|$)`)

/** The hash of the token that a browser sent as a wall's cookie; null where it sent none. */
export function tokenHashIn(cookies: string | undefined): string | null {
  const token = cookies && inCookies.exec(cookies)?.[1]
  return token ? hashOf(token) : null
}

/** No script can read it, and no other site's page can make a browser send it. */
export function giveToken(res: Response, { secureCookies }: Pick<Config, 'secureCookies'>, token: string): void {
  res.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', secure: secureCookies, maxAge: wallStays, path: '/' })
}
