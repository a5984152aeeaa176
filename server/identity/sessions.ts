import { fromNodeHeaders } from 'better-auth/node'
import { eq } from 'drizzle-orm'
import type { IncomingHttpHeaders } from 'node:http'
import { grants } from '#db/schema/identity.ts'
import { people } from '#db/schema/people.ts'
import type { Grant } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'
import type { Caller } from './caller.ts'

/** Milliseconds: asking better-auth costs 5 ms, and a revocation must act within a second. */
const trusted = 800
const held = 5_000

export type SignedIn = { caller: Caller; session: string }

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

  /** Which of these sessions are over. */
  async ended(sessions: string[]): Promise<Set<string>> {
    const rows = await this.parts.sql<{ id: string }[]>`select id from session where id = any(${sessions}) and expires_at > now()`
    const alive = new Set(rows.map((row) => row.id))
    const ended = sessions.filter((id) => !alive.has(id))
    // A page that is told of it asks again at once, and must not be answered from before.
    if (ended.length > 0) this.known.clear()
    return new Set(ended)
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
    const [rows, persons] = await Promise.all([
      this.parts.db.select().from(grants).where(eq(grants.user, found.user.id)),
      this.parts.db.select({ id: people.id }).from(people).where(eq(people.user, found.user.id)),
    ])
    return {
      session: found.session.id,
      caller: {
        actor: { kind: 'person', id: found.user.id, name: found.user.name },
        person: persons[0]?.id ?? null,
        grants: rows.map(grantView),
      },
    }
  }
}

export function grantView(row: typeof grants.$inferSelect): Grant {
  const { role, scopeKind, scope } = row
  return { role, scope: scopeKind === 'everything' || scope === null ? { kind: 'everything' } : { kind: scopeKind, id: scope } }
}
