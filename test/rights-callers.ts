import { createHmac } from 'node:crypto'
import { covers, roles, type Role, type Scope } from '#shared/roles.ts'
import type { Config } from '#server/config.ts'
import type { Spot, Stock } from './rights-stock.ts'

export const scopeKinds = ['everything', 'region', 'community'] as const

/** One who asks, with the headers that a browser of theirs sends. */
export type RightsCaller = {
  name: string
  role: Role | null
  scope: Scope
  headers: Record<string, string>
  user: string
  /** The member of staff behind the sign-in. */
  person: string
  covers: (spot: Spot) => boolean
}

/** better-auth's cookie: the token, a full stop, its HMAC in base64. */
export function sessionCookie({ secret }: Pick<Config, 'secret'>, token: string): string {
  return `watchfloor.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)}`
}

/** Everybody there can be: each role at each scope around community A, and somebody signed in who may do nothing. */
export async function makeCallers(stock: Stock, config: Config, base: string): Promise<RightsCaller[]> {
  const { A } = stock.spots()
  const scopes: Record<(typeof scopeKinds)[number], Scope> = { everything: { kind: 'everything' }, region: { kind: 'region', id: A.region }, community: { kind: 'community', id: A.id } }
  const callers: RightsCaller[] = []
  for (const role of [...roles, null]) {
    for (const kind of role ? scopeKinds : (['community'] as const)) {
      const scope = scopes[kind]
      const name = role ? `${role} at ${kind}` : 'nobody'
      const covering = (spot: Spot): boolean => role !== null && spot.name !== 'nowhere' && covers(scope, spot)
      if (role === 'wall') {
        const { id, token } = await stock.wall(scope)
        callers.push({ name, role, scope, headers: { cookie: `watchfloor.wall=${token}`, 'x-watchfloor-as': 'wall', origin: base }, user: id, person: '', covers: covering })
        continue
      }
      const { user } = await stock.user(`${role ?? 'nobody'}-${kind}`, role ? [{ role, scope }] : [])
      const [person, { token }] = [await stock.person(A, { user }), await stock.session(user)]
      callers.push({ name, role, scope, headers: { cookie: sessionCookie(config, token), origin: base }, user, person, covers: covering })
    }
  }
  return callers
}
