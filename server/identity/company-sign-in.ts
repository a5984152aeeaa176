import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import { eq } from 'drizzle-orm'
import type { Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { v7 } from 'uuid'
import { z } from 'zod'
import { members } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import { policyId, type GroupRole, type Member } from '#shared/members.ts'
import type { CompanySignIn, Config } from '../config.ts'
import { change } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { note } from '../journal/note.ts'
import { systemCommand } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { addressOf } from './address.ts'
import { common } from './auth.ts'
import { AuthCall, type Answer } from './auth-call.ts'
import { companyUsername, grantsFrom, groupsIn, memberTold, type Told } from './group-rules.ts'
import type { Sessions } from './sessions.ts'
import { limitedAddress, TooMany } from './sign-in-limit.ts'
import { endSessions } from './sign-in-store.ts'

/** Milliseconds for one question to the company's server, and for all that a sign-in asks of it. */
const patience = 5_000
const longestPatience = 15_000
const tries = 5

export type CompanyDoor = { name: string; begin: (req: Request, res: Response) => Promise<void>; finish: (req: Request, res: Response) => Promise<void> }

/** Why somebody is back at the sign-in page. */
type Why = 'no-role' | 'refused' | 'expired' | 'unavailable'

type Discovered = { userinfo: string | null }
type Visit = { told: Told | null }

/**
 * Sign-in by the company's own accounts (OpenID Connect, code flow with PKCE, state and nonce). Who somebody is comes from there,
 * what they may do from the policy's groups, anew on each sign-in. Its accounts are their own: one never becomes that of a password.
 * Nothing is asked of the company's server before somebody wants to sign in by it, so where it is away passwords still work.
 */
export function companySignIn(parts: Parts, config: Config, sessions: Sessions): CompanyDoor | null {
  const { company } = config
  return company && new CompanyDoors(parts, config, company, sessions)
}

class CompanyDoors implements CompanyDoor {
  readonly name: string
  private readonly parts: Parts
  private readonly config: Config
  private readonly company: CompanySignIn
  private readonly sessions: Sessions
  private readonly visits = new AsyncLocalStorage<Visit>()
  private readonly limit = new RateLimiterMemory({ points: 120, duration: 60 })
  private opened: Promise<AuthCall> | null = null

  constructor(parts: Parts, config: Config, company: CompanySignIn, sessions: Sessions) {
    this.name = company.name
    this.parts = parts
    this.config = config
    this.company = company
    this.sessions = sessions
  }

  async begin(req: Request, res: Response): Promise<void> {
    await this.count(req)
    const library = await this.library()
    const answer = await library.post(req, '/sign-in/social', { provider: 'company', callbackURL: '/', errorCallbackURL: '/', disableRedirect: true })
    if (answer.status !== 200 || typeof answer.body.url !== 'string') throw new Refusal('unavailable')
    answer.passCookies(res)
    res.json({ url: answer.body.url })
  }

  async finish(req: Request, res: Response): Promise<void> {
    await this.count(req)
    const visit: Visit = { told: null }
    let answer: Answer
    try {
      const library = await this.library()
      const asked = this.visits.run(visit, () => library.get(req, `/callback/company${new URL(req.originalUrl, 'http://any').search}`))
      answer = await within(longestPatience, asked)
    } catch (error) {
      this.parts.log.warn({ err: error }, 'the company sign-in did not answer')
      return back(res, 'unavailable')
    }
    if (!visit.told || answer.newToken === '') return back(res, whyOf(answer))
    const [session] = await this.parts.sql<{ id: string; user: string }[]>`select id, user_id as user from session where token = ${answer.newToken}`
    if (!session) return back(res, 'refused')
    const member = await this.placed(session.user, visit.told)
    if (!member || member.disabledAt || member.grants.length === 0) return this.turnAway(req, res, session.user, member, visit.told)
    await this.sessions.leave(req.headers)
    await note(this.parts, {
      name: 'session.opened', by: { kind: 'person', id: member.user, name: member.name }, community: null, outcome: 'done', detail: { how: 'company', address: addressOf(req) },
    })
    answer.passCookies(res)
    res.redirect(302, '/')
  }

  /** No group gives a role, or the account is disabled here: no session is left, and nothing of somebody never let in. */
  private async turnAway(req: Request, res: Response, user: string, member: Member | null, told: Told): Promise<void> {
    await endSessions(this.parts, user)
    if (!member) await this.parts.sql`delete from "user" where id = ${user} and not exists (select from member where user_id = ${user})`
    const why = member?.disabledAt ? 'refused' : 'no-role'
    await note(this.parts, {
      name: 'session.refused', by: { kind: 'system', id: 'sign-in', name: 'sign-in' }, community: null, outcome: 'refused',
      detail: { how: 'company', why, username: told.username, address: addressOf(req), ...(member ? { user } : {}) },
    })
    back(res, why)
  }

  /** The member with the rights that their groups give now. */
  private async placed(user: string, told: Told): Promise<Member | null> {
    for (let i = 0; i < tries; i++) {
      const held = await this.held(user)
      const [policy] = await this.parts.sql<{ groups: GroupRole[] }[]>`select groups from policy where id = ${policyId}`
      const member = memberTold(held, told, grantsFrom(policy?.groups ?? [], told.groups), { id: v7(), user })
      if (!member) return held
      const name = held ? 'member.changed' : 'member.created'
      const work = { changes: [change(members, member, { name, body: member })], reply: null, community: null, mode: 'real', detail: { user } }
      const answer = await this.parts.journal.commit(systemCommand('company-sign-in', held ? 'member.change' : 'member.create', v7(), work))
      if (answer.ok) return member
      if (!isRace(answer)) throw undone(answer)
    }
    throw new Refusal('unavailable')
  }

  private async held(user: string): Promise<Member | null> {
    const [row] = await this.parts.db.select({ member: members, person: people.id }).from(members).leftJoin(people, eq(people.user, members.user)).where(eq(members.user, user))
    return row ? { ...row.member, person: row.person } : null
  }

  private async count(req: Request): Promise<void> {
    try {
      await this.limit.consume(limitedAddress(addressOf(req)))
    } catch (error) {
      throw error instanceof RateLimiterRes ? new TooMany(error.msBeforeNext / 1_000) : error
    }
  }

  private library(): Promise<AuthCall> {
    this.opened ??= this.open().catch((error: unknown) => {
      this.opened = null
      this.parts.log.warn({ err: error }, 'the company sign-in cannot be reached')
      throw new Refusal('unavailable')
    })
    return this.opened
  }

  private async open(): Promise<AuthCall> {
    const url = `${this.company.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const discovered = await discover(url, this.company.issuer)
    const auth = betterAuth({
      ...common(this.parts.db, this.config),
      baseURL: this.config.publicUrl,
      // Without its details, in which there may be codes and tokens.
      logger: { level: 'error', log: (_level, message) => this.parts.log.warn({ part: 'company sign-in' }, message) },
      account: { accountLinking: { enabled: false }, updateAccountOnSignIn: false },
      // Whoever is known is known; the company's tokens are of no use here and are not kept.
      databaseHooks: { account: { create: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } } },
      plugins: [
        genericOAuth({
          config: [{
            providerId: 'company',
            name: this.company.name,
            discoveryUrl: url,
            clientId: this.company.clientId,
            clientSecret: this.company.clientSecret,
            scopes: ['openid', 'profile', 'email'],
            pkce: true,
            requireIdTokenVerification: true,
            getUserInfo: (tokens) => this.told(tokens, discovered),
          }],
        }),
      ],
    })
    await within(longestPatience, auth.$context)
    return new AuthCall(auth)
  }

  /** The claims of a token whose signature, audience, issuer and nonce better-auth has checked. */
  private async told(tokens: { idToken?: string; accessToken?: string }, { userinfo }: Discovered) {
    const visit = this.visits.getStore()
    if (!tokens.idToken || !visit) return null
    const claims = claimsIn(tokens.idToken)
    const { sub } = claims
    if (typeof sub !== 'string' || sub === '' || claims.iss !== this.company.issuer || (claims.azp !== undefined && claims.azp !== this.company.clientId)) return null
    const more = claims[this.company.groupsClaim] === undefined && userinfo && tokens.accessToken ? await askUserinfo(userinfo, tokens.accessToken, sub) : {}
    const all = { ...more, ...claims }
    const username = companyUsername(all, sub)
    const name = typeof all.name === 'string' && all.name.trim() !== '' ? all.name.trim().slice(0, 60) : username.slice(0, 60)
    visit.told = { subject: sub, username, name, groups: groupsIn(all[this.company.groupsClaim]) }
    // No address that anybody has: better-auth looks accounts up by it, and must find none but this one.
    return { id: sub, sub, name, email: `${createHash('sha256').update(sub).digest('hex')}@company.invalid`, emailVerified: false }
  }
}

const Claims = z.record(z.string(), z.unknown())
const claimsIn = (token: string): Record<string, unknown> => Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()))

const Discovery = z.looseObject({ issuer: z.string(), userinfo_endpoint: z.string().optional() })

async function discover(url: string, issuer: string): Promise<Discovered> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' })
  const document = Discovery.parse(await answer.json())
  if (document.issuer !== issuer) throw new Error(`the discovery document is of ${document.issuer}`)
  return { userinfo: document.userinfo_endpoint ?? null }
}

async function askUserinfo(url: string, token: string, subject: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(patience), redirect: 'error' })
  const said = z.looseObject({ sub: z.string() }).safeParse(answer.ok ? await answer.json() : null)
  return said.success && said.data.sub === subject ? said.data : {}
}

/** What better-auth made of an answer that it did not take. */
function whyOf({ location }: Answer): Why {
  const code = location ? new URL(location, 'http://any').searchParams.get('error') : null
  return code?.startsWith('state_') || code === 'please_restart_the_process' ? 'expired' : 'refused'
}

const back = (res: Response, why: Why): void => res.redirect(302, `/?sign-in=${why}`)

function within<T>(milliseconds: number, asked: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error('no answer in time')), milliseconds)
    asked.then(done, failed).finally(() => clearTimeout(late))
  })
}
