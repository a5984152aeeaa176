import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export type Person = { sub: string; preferred_username?: string; name?: string; email?: string; groups?: unknown }
type Asked = { person: Person; nonce: string | null; challenge: string | null; redirect: string }

/** What this provider does otherwise than it should, or what it says besides. */
export type Otherwise = {
  nonce?: string
  issuer?: string
  audience?: string
  azp?: string
  expired?: boolean
  /** Signed by a key that is not in its key set, or by none, or by the client's secret as if that were a key. */
  signedBy?: 'another' | 'nobody' | 'secret'
  /** No ID token at all, only access. */
  bare?: boolean
  /** Says who somebody is, but of their groups only at the userinfo address. */
  groupsElsewhere?: boolean
  /** Whom the userinfo address speaks of. */
  userinfoOf?: string
}

export const client = { id: 'watchfloor', secret: 'the-client-secret' }

/** A company's sign-in: OpenID Connect over real HTTP, with the discovery, keys and signed tokens of one. */
export async function openProvider() {
  const keys = await generateKeyPair('RS256', { extractable: true })
  const others = await generateKeyPair('RS256')
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(keys.publicKey)), kid, alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Asked>()
  const tokens = new Map<string, Asked>()
  const provider = {
    issuer: '',
    person: { sub: 'nobody' } as Person,
    otherwise: {} as Otherwise,
    /** What it was asked for at its token address, the newest last. */
    asked: [] as Record<string, string>[],
    away: false,
    /** As its page does when the person there says yes: where it sends the browser back to. */
    agree(authorization: string): string {
      const url = new URL(authorization)
      const code = randomBytes(16).toString('hex')
      const redirect = url.searchParams.get('redirect_uri') ?? ''
      codes.set(code, { person: provider.person, nonce: url.searchParams.get('nonce'), challenge: url.searchParams.get('code_challenge'), redirect })
      const back = new URL(redirect)
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      return back.href
    },
    close: () => new Promise<void>((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    }),
  }

  async function idToken({ person, nonce }: Asked): Promise<string> {
    const { otherwise } = provider
    const { groups, ...rest } = person
    const claims = { ...rest, ...(otherwise.groupsElsewhere ? {} : { groups }), nonce: otherwise.nonce ?? nonce ?? undefined, ...(otherwise.azp ? { azp: otherwise.azp } : {}) }
    const head = (alg: string) => ({ alg, kid })
    if (otherwise.signedBy === 'nobody') {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none' })}.${part({ ...claims, iss: provider.issuer, aud: client.id, exp: Date.now() / 1_000 + 300 })}.`
    }
    const token = new SignJWT(claims)
      .setIssuer(otherwise.issuer ?? provider.issuer)
      .setAudience(otherwise.audience ?? client.id)
      .setIssuedAt()
      .setExpirationTime(otherwise.expired ? '-5m' : '5m')
    if (otherwise.signedBy === 'secret') return token.setProtectedHeader(head('HS256')).sign(new TextEncoder().encode(client.secret))
    return token.setProtectedHeader(head('RS256')).sign(otherwise.signedBy === 'another' ? others.privateKey : keys.privateKey)
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const say = (status: number, body: unknown) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const path = new URL(req.url ?? '', provider.issuer).pathname
    if (provider.away) return void req.socket.destroy()
    if (path === '/.well-known/openid-configuration') {
      return void say(200, {
        issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/authorize`, token_endpoint: `${provider.issuer}/token`, jwks_uri: `${provider.issuer}/keys`,
        userinfo_endpoint: `${provider.issuer}/userinfo`, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (path === '/keys') return void say(200, { keys: [jwk] })
    if (path === '/userinfo') {
      const of = tokens.get(req.headers.authorization?.replace('Bearer ', '') ?? '')
      return void say(of ? 200 : 401, of ? { sub: provider.otherwise.userinfoOf ?? of.person.sub, groups: of.person.groups } : {})
    }
    if (path !== '/token') return void say(404, {})
    const form = Object.fromEntries(new URLSearchParams(await textOf(req)))
    provider.asked.push(form)
    const asked = codes.get(form.code ?? '')
    codes.delete(form.code ?? '')
    const basic = Buffer.from(req.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString() === `${client.id}:${client.secret}`
    const known = basic || (form.client_id === client.id && form.client_secret === client.secret)
    const proven = asked?.challenge === createHash('sha256').update(form.code_verifier ?? '').digest('base64url')
    if (!asked || !known || !proven || form.redirect_uri !== asked.redirect) return void say(400, { error: 'invalid_grant' })
    const access = randomUUID()
    tokens.set(access, asked)
    say(200, { access_token: access, token_type: 'Bearer', expires_in: 300, ...(provider.otherwise.bare ? {} : { id_token: await idToken(asked) }) })
  }

  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return provider
}

export type Provider = Awaited<ReturnType<typeof openProvider>>

async function textOf(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of req) text += String(part)
  return text
}
