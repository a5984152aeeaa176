import { createHmac } from 'node:crypto'
import { generateRandomString } from 'better-auth/crypto'
import type { Response } from 'express'
import type { Auth } from './auth.ts'

export const newToken = (): string => generateRandomString(32)

/** Gives the browser the token that its session has from now on, signed as better-auth signs them. */
export async function giveSession(res: Response, auth: Auth, token: string, expiresAt: string): Promise<void> {
  const { secret, authCookies } = await auth.$context
  const { name, attributes } = authCookies.sessionToken
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  res.cookie(name, `${token}.${signature}`, { httpOnly: true, sameSite: 'lax', secure: attributes.secure === true, path: '/', expires: new Date(expiresAt) })
}
