import type { Request } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { note } from '../journal/note.ts'
import type { Parts } from '../parts.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { addressOf } from './address.ts'
import type { Known, Sessions } from './sessions.ts'
import { limitedAddress, TooMany, type SignInLimit } from './sign-in-limit.ts'
import { accountOf, isKnownAddress, type Account } from './sign-in-store.ts'

/** What all sign-in doors do alike: count a try, refuse it, write down what came of it. */
export class SignInTries {
  private readonly parts: Parts
  private readonly sessions: Sessions
  private readonly limit: SignInLimit
  private readonly throttled = new RateLimiterMemory({ points: 1, duration: 60 })

  constructor(parts: Parts, sessions: Sessions, limit: SignInLimit) {
    this.parts = parts
    this.sessions = sessions
    this.limit = limit
  }

  /** Whoever is signed in here, let in or not. @throws Refusal `sign-in-needed` */
  async own(req: Request): Promise<{ who: Known; account: Account }> {
    const who = await this.sessions.behind(req.headers)
    const account = who && (await accountOf(this.parts, who.user))
    if (!who || !account) throw new Refusal('sign-in-needed')
    return { who, account }
  }

  /** @returns what to call when the try succeeded. @throws TooMany */
  async attempt(req: Request, name: string, account: Account | null): Promise<() => Promise<void>> {
    const address = addressOf(req)
    try {
      return await this.limit.attempt({ name, address, known: account !== null && (await isKnownAddress(this.parts, account.user, address)) })
    } catch (error) {
      if (error instanceof TooMany && (await this.isNews(address))) await this.refused(req, account, { throttled: true })
      throw error
    }
  }

  /**
   * The same no for all; only who is signed in already is told by `errors` what was wrong. What was typed as a name may be a
   * password, so it is written down only where there is such an account.
   */
  async fail(req: Request, account: Account | null, errors: FieldError[] = []): Promise<never> {
    await this.refused(req, account)
    throw new Refusal('wrong-sign-in', { errors })
  }

  private refused(req: Request, account: Account | null, more: Record<string, unknown> = {}): Promise<void> {
    return note(this.parts, {
      name: 'session.refused',
      by: { kind: 'system', id: 'sign-in', name: 'sign-in' },
      community: null,
      outcome: 'refused',
      detail: { address: addressOf(req), ...(account ? { user: account.user, username: account.username } : {}), ...more },
    })
  }

  /** One line a minute and address says that somebody goes on guessing; a line for each would let them fill the disk. */
  private isNews(address: string): Promise<boolean> {
    return this.throttled.consume(limitedAddress(address)).then(() => true, () => false)
  }

  tell(req: Request, who: { user: string; name: string }, name: string, detail: Record<string, unknown> = {}): Promise<void> {
    return note(this.parts, { name, by: { kind: 'person', id: who.user, name: who.name }, community: null, outcome: 'done', detail: { ...detail, address: addressOf(req) } })
  }
}
