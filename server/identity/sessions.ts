import { fromNodeHeaders } from 'better-auth/node'
import { eq } from 'drizzle-orm'
import type { IncomingHttpHeaders } from 'node:http'
import { members } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'
import type { Caller } from './caller.ts'

/** Milliseconds: asking better-auth costs 5 ms, and a revocation must act within a second. */
const trusted = 800
const held = 5_000

/** `stamp` changes whenever the rights do. */
export type SignedIn = { caller: Caller; session: string; stamp: string }
/** What has become of a sign-in: it is over, or its rights now have this stamp. */
export type Standing = { over: 'signed-out' | 'idle' } | { over: null; stamp: string }

/** Who is behind a request's cookies. */
export class Sessions {
  private readonly parts: Parts
  private readonly auth: Auth
  private readonly known = new Map<string, { until: number; who: Promise<SignedIn | null> }>()

  constructor(parts: Parts, auth: Auth) {
    this.parts = parts
    this.auth = auth
  }

  /** @throws Refusal `sign-in-needed` */
  async identify(headers: IncomingHttpHeaders): Promise<SignedIn> {
    const cookie = headers.cookie
    const who = cookie ? await this.lookUp(cookie, headers) : null
    if (!who) throw new Refusal('sign-in-needed')
    return who
  }

  /** How these sessions stand now; one that is not in the answer is over. */
  async standing(sessions: string[]): Promise<Map<string, Standing>> {
    const rows = await this.parts.sql<{ id: string; stamp: string | null; disabled: boolean }[]>`
      select s.id, m.version::text as stamp, m.disabled_at is not null as disabled
      from session s left join member m on m.user_id = s.user_id where s.id = any(${sessions}) and s.expires_at > now()`
    const standing = new Map<string, Standing>(rows.map(({ id, stamp, disabled }) => [id, disabled ? { over: 'signed-out' } : { over: null, stamp: stamp ?? '' }]))
    return standing
  }

  /** A page that is told of a change asks again at once, and must not be answered from before. */
  forget(): void {
    this.known.clear()
  }

  private lookUp(cookie: string, headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    const now = this.parts.now()
    const known = this.known.get(cookie)
    if (known && known.until > now) return known.who
    if (this.known.size > held) this.known.clear()
    const who = this.ask(headers)
    this.known.set(cookie, { until: now + trusted, who })
    who.catch(() => this.known.delete(cookie))
    return who
  }

  private async ask(headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    const found = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) })
    if (!found) return null
    const [[member], [person]] = await Promise.all([
      this.parts.db.select().from(members).where(eq(members.user, found.user.id)),
      this.parts.db.select({ id: people.id }).from(people).where(eq(people.user, found.user.id)),
    ])
    if (member?.disabledAt) return null
    return {
      session: found.session.id,
      stamp: member ? String(member.version) : '',
      caller: {
        kind: 'person',
        actor: { kind: 'person', id: found.user.id, name: member?.name ?? found.user.name },
        person: person?.id ?? null,
        grants: member?.grants ?? [],
      },
    }
  }
}
