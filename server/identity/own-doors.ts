import type { Request, Response } from 'express'
import { z } from 'zod'
import { Password } from '#shared/members.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'
import { makeBackupCodes, replaceBackupCodes, takeBackupCode } from './backup-codes.ts'
import { readBody } from './door-body.ts'
import { beginReplacement, finishReplacement, pendingReplacement, stepOfReplacement } from './factor-replacement.ts'
import { takeCode } from './second-factor.ts'
import { giveSession, newToken } from './session-cookie.ts'
import type { Known, Sessions } from './sessions.ts'
import { replacePassword, type Account } from './sign-in-store.ts'
import type { SignInTries } from './sign-in-tries.ts'

/** What somebody who is signed in by password changes about their own sign-in. */
export const ownDoorNames = ['POST /api/auth/password', 'POST /api/auth/two-factor/backup-codes', 'POST /api/auth/two-factor/replace'] as const

const ChangePassword = z.strictObject({ password: z.string().max(10_000), newPassword: Password })
const Proof = z.strictObject({ password: z.string().max(10_000), code: z.string().trim().max(100) })

const reasons = {
  password: { zh: '密码不对', en: 'The password is wrong' },
  code: { zh: '验证码或备用码不对，或已用过', en: 'The code is wrong or was used' },
  same: { zh: '新密码不能与旧密码相同', en: 'The new password must not be the old one' },
  name: { zh: '密码不能是用户名', en: 'The password must not be the user name' },
} as const

export class OwnDoors {
  private readonly parts: Parts
  private readonly auth: Auth
  private readonly sessions: Sessions
  private readonly tries: SignInTries

  constructor(parts: Parts, auth: Auth, sessions: Sessions, tries: SignInTries) {
    this.parts = parts
    this.auth = auth
    this.sessions = sessions
    this.tries = tries
  }

  readonly named: Record<(typeof ownDoorNames)[number], (req: Request, res: Response) => Promise<void>> = {
    'POST /api/auth/password': async (req, res) => {
      const { password, newPassword } = readBody(ChangePassword, req)
      const { who, account } = await this.tries.own(req)
      if (account.source === 'company' || account.password === null) throw new Refusal('illegal-move')
      refuseSame(password, newPassword, account)
      const succeeded = await this.tries.attempt(req, account.username, account)
      if (!(await this.isPassword(account, password))) return this.tries.fail(req, account, [{ field: 'password', message: reasons.password }])
      const [token, hash] = [newToken(), await (await this.auth.$context).password.hash(newPassword)]
      const done = await replacePassword(this.parts, { user: who.user, session: who.session, before: account.password, after: hash, token })
      // Somebody set another one meanwhile, which ended this session too.
      if (!done) throw new Refusal('sign-in-needed')
      await this.renewed(req, res, who, token, account, 'password.changed', succeeded)
      res.json({})
    },

    'POST /api/auth/two-factor/backup-codes': async (req, res) => {
      const { account } = await this.proven(req)
      const { codes, kept } = await makeBackupCodes(this.auth)
      if (!(await replaceBackupCodes(this.parts, account.user, kept))) throw new Refusal('illegal-move')
      await this.tries.tell(req, account, 'second-factor.backup-codes')
      res.json({ backupCodes: codes })
    },

    'POST /api/auth/two-factor/replace': async (req, res) => {
      const { who, account } = await this.proven(req)
      res.json(await beginReplacement(this.parts, this.auth, who.session, account.username))
    },
  }

  /** The first code of an authenticator that takes the place of another. @throws Refusal illegal-move where none was begun */
  async confirm(req: Request, res: Response, who: Known, account: Account, code: string): Promise<void> {
    const pending = await pendingReplacement(this.parts, who.session)
    if (!pending) throw new Refusal('illegal-move')
    const succeeded = await this.tries.attempt(req, account.username, account)
    const step = await stepOfReplacement(this.auth, pending, code, this.parts.now())
    if (step === null) return this.tries.fail(req, account, [{ field: 'code', message: reasons.code }])
    const token = newToken()
    if (!(await finishReplacement(this.parts, pending, step, who, token))) throw new Refusal('illegal-move')
    await this.renewed(req, res, who, token, account, 'second-factor.replaced', succeeded)
    res.json({ next: 'signed-in' })
  }

  /** Password and a code, in this order: a wrong password costs no backup code. */
  private async proven(req: Request): Promise<{ who: Known; account: Account }> {
    const { password, code } = readBody(Proof, req)
    const { who, account } = await this.tries.own(req)
    if (account.source === 'company' || who.secondFactor !== 'set') throw new Refusal('illegal-move')
    const succeeded = await this.tries.attempt(req, account.username, account)
    if (!(await this.isPassword(account, password))) return this.tries.fail(req, account, [{ field: 'password', message: reasons.password }])
    const taken = /^\d{6}$/.test(code)
      ? (await takeCode(this.parts, this.auth, account.user, code, this.parts.now())) === 'taken'
      : await takeBackupCode(this.parts, this.auth, account.user, code)
    if (!taken) return this.tries.fail(req, account, [{ field: 'code', message: reasons.code }])
    await succeeded()
    return { who, account }
  }

  private async isPassword({ password: hash }: Account, password: string): Promise<boolean> {
    return hash !== null && password.length <= 128 && (await this.auth.$context).password.verify({ hash, password })
  }

  /** The session has another token now, and is the only one. */
  private async renewed(req: Request, res: Response, who: Known, token: string, account: Account, name: string, succeeded: () => Promise<void>): Promise<void> {
    this.sessions.forget()
    // First of all: whatever fails after this, the browser must not be left with a token that is over.
    await giveSession(res, this.auth, token, who.expiresAt)
    await succeeded()
    await this.tries.tell(req, account, name)
  }
}

function refuseSame(password: string, newPassword: string, { username }: Account): void {
  const message = newPassword === password ? reasons.same : newPassword.toLowerCase() === username.toLowerCase() ? reasons.name : null
  if (message) throw new Refusal('invalid', { errors: [{ field: 'newPassword', message }] })
}
