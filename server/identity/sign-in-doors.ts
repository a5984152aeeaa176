import type { Request, Response } from 'express'
import { z } from 'zod'
import { policyId, Username } from '#shared/members.ts'
import type { GrantableRole } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { sendProblem } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { addressOf } from './address.ts'
import type { Auth } from './auth.ts'
import { AuthCall, type Answer } from './auth-call.ts'
import type { CompanyDoor } from './company-sign-in.ts'
import { readBody } from './door-body.ts'
import { OwnDoors, ownDoorNames } from './own-doors.ts'
import { isRequired, takeCode } from './second-factor.ts'
import type { Known, Sessions } from './sessions.ts'
import { TooMany, type SignInLimit } from './sign-in-limit.ts'
import { accountNamed, accountOf, endSession, endSessions, keepExpiry, rememberAddress, sessionOf, type Account } from './sign-in-store.ts'
import { SignInTries } from './sign-in-tries.ts'

/** All there are under /api/auth; better-auth, which stands behind them, opens many more by itself. */
export const signInDoorNames = [
  'GET /api/auth/ways',
  'GET /api/auth/get-session',
  'POST /api/auth/sign-in/username',
  'POST /api/auth/two-factor/verify-totp',
  'POST /api/auth/two-factor/verify-backup-code',
  'POST /api/auth/two-factor/enable',
  'POST /api/auth/two-factor/disable',
  'POST /api/auth/sign-out',
  'POST /api/auth/sign-in/company',
  'GET /api/auth/callback/company',
  ...ownDoorNames,
] as const
type DoorName = (typeof signInDoorNames)[number]
type Door = (req: Request, res: Response) => Promise<void>

const nothing = z.strictObject({})
const Credentials = z.strictObject({ username: z.string().max(1_000), password: z.string().max(10_000) })
const Code = z.strictObject({ code: z.string().trim().max(100) })
const OwnPassword = z.strictObject({ password: z.string().max(10_000) })

type Behind = { parts: Parts; auth: Auth; sessions: Sessions; limit: SignInLimit; company: CompanyDoor | null }

/**
 * The doors of sign-in. Each refusal is a problem; no answer holds a token; whoever guesses learns nothing but to wait.
 * better-auth keeps passwords, factors and sessions; limits, rights and the audit are ours.
 */
export function signInDoors(behind: Behind): Door {
  const doors = new Doors(behind)
  return async (req, res) => {
    res.set('Cache-Control', 'no-store')
    try {
      await doors.named[`${req.method} ${req.baseUrl}${req.path}` as DoorName](req, res)
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      sendProblem(res, 'too-many', { retryAfter: error.retryAfter })
    }
  }
}

class Doors {
  private readonly parts: Parts
  private readonly auth: Auth
  private readonly sessions: Sessions
  private readonly company: CompanyDoor | null
  private readonly library: AuthCall
  private readonly tries: SignInTries
  private readonly own: OwnDoors
  readonly named: Record<DoorName, Door>

  constructor({ parts, auth, sessions, limit, company }: Behind) {
    this.parts = parts
    this.auth = auth
    this.sessions = sessions
    this.company = company
    this.library = new AuthCall(auth)
    this.tries = new SignInTries(parts, sessions, limit)
    this.own = new OwnDoors(parts, auth, sessions, this.tries)
    this.named = { ...this.shared, ...this.own.named }
  }

  private readonly shared: Record<Exclude<DoorName, (typeof ownDoorNames)[number]>, Door> = {
    'GET /api/auth/ways': async (_req, res) => {
      res.json({ company: this.company && { name: this.company.name } })
    },

    'GET /api/auth/get-session': async (req, res) => {
      const who = await this.sessions.behind(req.headers)
      res.json(who && { user: { id: who.user, name: who.caller.actor.name, username: who.username }, source: who.source, secondFactor: who.secondFactor, expiresAt: who.expiresAt, idleAfter: this.sessions.idleAfter })
    },

    'POST /api/auth/sign-in/username': async (req, res) => {
      const { username, password } = readBody(Credentials, req)
      const name = username.trim().toLowerCase().slice(0, 100)
      // What cannot be a name is nobody's: the database is not asked, and some of it could not even be put to it.
      const account = Username.safeParse(name).success ? await accountNamed(this.parts, name) : null
      const succeeded = await this.tries.attempt(req, name, account)
      if (!account || account.password === null || account.disabled || password === '' || password.length > 128) {
        // As long as a real look takes, so that nobody learns which names there are.
        await (await this.auth.$context).password.hash(password.slice(0, 128))
        return this.tries.fail(req, account)
      }
      const answer = await this.library.post(req, '/sign-in/username', { username: name, password })
      if (answer.status !== 200) return this.tries.fail(req, account)
      if (answer.body.twoFactorRedirect === true) {
        answer.passCookies(res)
        res.json({ next: 'second-factor' })
        return
      }
      await this.enter(req, res, account, answer, 'password', succeeded)
    },

    'POST /api/auth/two-factor/verify-totp': async (req, res) => {
      const { code } = readBody(Code, req)
      const who = await this.sessions.behind(req.headers)
      await (who ? this.confirm(req, res, who, code) : this.prove(req, res, 'totp', code))
    },

    'POST /api/auth/two-factor/verify-backup-code': async (req, res) => {
      const { code } = readBody(Code, req)
      await this.prove(req, res, 'backup-code', code)
    },

    'POST /api/auth/two-factor/enable': async (req, res) => {
      const { password } = readBody(OwnPassword, req)
      const { account, who } = await this.tries.own(req)
      if (account.source === 'company' || who.secondFactor === 'set') throw new Refusal('illegal-move')
      const succeeded = await this.tries.attempt(req, account.username, account)
      const answer = await this.library.post(req, '/two-factor/enable', { password: password.slice(0, 200), method: 'totp' })
      if (answer.status !== 200) return this.tries.fail(req, account)
      await succeeded()
      const shown = String(answer.body.totpURI).replace(/(otpauth:\/\/totp\/[^:]+:)[^?]*/, `$1${encodeURIComponent(account.username)}`)
      res.json({ totpURI: shown, backupCodes: answer.body.backupCodes })
    },

    'POST /api/auth/two-factor/disable': async (req, res) => {
      const { password } = readBody(OwnPassword, req)
      const { account, who } = await this.tries.own(req)
      if (isRequired(account, await this.required())) throw new Refusal('not-allowed')
      const succeeded = await this.tries.attempt(req, account.username, account)
      const answer = await this.library.post(req, '/two-factor/disable', { password: password.slice(0, 200) })
      if (answer.status !== 200) return this.tries.fail(req, account)
      await succeeded()
      await this.replaced(account, who, answer)
      await this.tries.tell(req, account, 'second-factor.removed')
      answer.passCookies(res)
      res.json({})
    },

    'POST /api/auth/sign-out': async (req, res) => {
      readBody(nothing, req)
      const who = await this.sessions.leave(req.headers)
      if (who) await this.tries.tell(req, { user: who.user, name: who.caller.actor.name }, 'session.closed')
      // What is left is to take the cookies back.
      const answer = await this.library.post(req, '/sign-out', {})
      answer.passCookies(res)
      res.json({})
    },

    'POST /api/auth/sign-in/company': async (req, res) => {
      readBody(nothing, req)
      if (!this.company) throw new Refusal('not-found')
      await this.company.begin(req, res)
    },

    'GET /api/auth/callback/company': async (req, res) => {
      if (!this.company) throw new Refusal('not-found')
      await this.company.finish(req, res)
    },
  }

  /** The second step of a sign-in. Whoever is asked for it holds a challenge in a cookie, and nothing else counts. */
  private async prove(req: Request, res: Response, how: 'totp' | 'backup-code', code: string): Promise<void> {
    const account = await this.challenged(req)
    if (!account) throw new Refusal('sign-in-needed')
    const succeeded = await this.tries.attempt(req, account.username, account)
    const worth = how === 'totp' ? await takeCode(this.parts, this.auth, account.user, code, this.parts.now()) : 'taken'
    if (worth === 'used' || account.disabled) return this.tries.fail(req, account)
    const answer = await this.library.postChallenge(req, `/two-factor/verify-${how}`, { code })
    if (answer.status === 401 && /^INVALID_(CODE|BACKUP_CODE)$/.test(answer.code)) return this.tries.fail(req, account)
    // Five wrong codes, or ten minutes, and the password is asked for again.
    if (answer.status !== 200) throw new Refusal('sign-in-needed')
    await this.enter(req, res, account, answer, how, succeeded)
  }

  /** The first code of a new authenticator: from now on it is asked for, and whoever came in without it is out. */
  private async confirm(req: Request, res: Response, who: Known, code: string): Promise<void> {
    const { account } = await this.tries.own(req)
    if (who.secondFactor === 'set') return this.own.confirm(req, res, who, account, code)
    const succeeded = await this.tries.attempt(req, account.username, account)
    if ((await takeCode(this.parts, this.auth, account.user, code, this.parts.now())) !== 'taken') return this.tries.fail(req, account)
    const answer = await this.library.post(req, '/two-factor/verify-totp', { code })
    if (answer.status !== 200) return this.tries.fail(req, account)
    await succeeded()
    await this.replaced(account, who, answer)
    await this.tries.tell(req, account, 'second-factor.set-up')
    answer.passCookies(res)
    res.json({ next: 'signed-in' })
  }

  /** The library has opened a session. It is handed over only if what was shown for it still holds. */
  private async enter(req: Request, res: Response, account: Account, answer: Answer, how: string, succeeded: () => Promise<void>): Promise<void> {
    const session = await sessionOf(this.parts, answer.token)
    const now = await accountOf(this.parts, account.user)
    if (!session || !now || now.disabled || now.password !== account.password) {
      if (session) await endSession(this.parts, session)
      return this.tries.fail(req, account)
    }
    await this.sessions.leave(req.headers)
    await succeeded()
    await rememberAddress(this.parts, account.user, addressOf(req))
    await this.tries.tell(req, account, 'session.opened', { how })
    answer.passCookies(res)
    res.json({ next: 'signed-in' })
  }

  private async replaced(account: Account, before: Known, answer: Answer): Promise<void> {
    const token = answer.newToken
    await keepExpiry(this.parts, token, before.expiresAt)
    await endSessions(this.parts, account.user, token)
    this.sessions.forget()
  }

  private async challenged(req: Request): Promise<Account | null> {
    const context = await this.auth.$context
    const challenge = this.library.challengeIn(req, context.createAuthCookie('two_factor').name)
    const found = challenge && (await context.internalAdapter.findVerificationValue(challenge))
    return found && found.expiresAt > new Date(this.parts.now()) ? accountOf(this.parts, found.value) : null
  }

  private async required(): Promise<GrantableRole[]> {
    const [row] = await this.parts.sql<{ required: GrantableRole[] }[]>`select second_factor as required from policy where id = ${policyId}`
    return row?.required ?? []
  }
}
