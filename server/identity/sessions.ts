import { fromNodeHeaders } from 'better-auth/node'
import type { IncomingHttpHeaders } from 'node:http'
import { policyId } from '#shared/members.ts'
import type { Grant, GrantableRole } from '#shared/roles.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { Remembered } from '../remembered.ts'
import type { Auth } from './auth.ts'
import type { Caller } from './caller.ts'
import { needsSecondFactor } from './second-factor.ts'
import { endSession } from './sign-in-store.ts'

/** Milliseconds: asking better-auth costs 5 ms, and a revocation must act within a second. */
const trusted = 800
const held = 5_000
/** Milliseconds between two signs of life that are written down. */
const noticed = 60_000

/** `stamp` changes whenever the rights do. */
export type SignedIn = { caller: Caller; session: string; stamp: string }
/** What has become of a sign-in: it is over, or its rights now have this stamp. */
export type Standing = { over: 'signed-out' | 'idle' } | { over: null; stamp: string }

/** Somebody who is signed in, though perhaps not yet let in. */
export type Known = SignedIn & {
  user: string
  username: string
  source: 'password' | 'company'
  secondFactor: 'none' | 'set' | 'needed'
  expiresAt: string
}

type Row = {
  id: string
  expiresAt: string
  idle: boolean
  user: string
  username: string | null
  name: string
  set: boolean
  person: string | null
  version: number | null
  source: 'password' | 'company' | null
  grants: Grant[] | null
  disabled: boolean
  required: GrantableRole[] | null
}

/** Who is behind a request's cookies. */
export class Sessions {
  private readonly parts: Parts
  private readonly auth: Auth
  private readonly idleMinutes: number
  private readonly known = new Remembered<Known | null>(trusted, held)
  private readonly touches = new Map<string, number>()

  constructor(parts: Parts, auth: Auth, idleMinutes = 30) {
    this.parts = parts
    this.auth = auth
    this.idleMinutes = idleMinutes
  }

  /** Milliseconds without anybody at the desk after which a session is over. */
  get idleAfter(): number {
    return this.idleMinutes * 60_000
  }

  /**
   * @throws Refusal `sign-in-needed`; `second-factor-needed` where somebody has yet to set theirs up
   */
  async identify(headers: IncomingHttpHeaders): Promise<SignedIn> {
    const who = await this.behind(headers)
    if (!who) throw new Refusal('sign-in-needed')
    if (who.secondFactor === 'needed') throw new Refusal('second-factor-needed')
    return who
  }

  /** Whoever `identify` refused for want of a second factor may still ask who they are. @throws the refusal for anybody else */
  async heldUp(headers: IncomingHttpHeaders, error: unknown): Promise<SignedIn> {
    const who = error instanceof Refusal && error.fault === 'second-factor-needed' ? await this.behind(headers) : null
    if (!who) throw error
    return who
  }

  /** Who is signed in, let in or not; null for nobody. */
  async behind(headers: IncomingHttpHeaders): Promise<Known | null> {
    const cookie = headers.cookie
    if (!cookie) return null
    return this.known.get(cookie, this.parts.now(), () => this.ask(headers))
  }

  /** How these sessions stand now; one that is not in the answer is over. */
  async standing(sessions: string[]): Promise<Map<string, Standing>> {
    const rows = await this.read(sessions)
    return new Map(rows.map((row): [string, Standing] => [row.id, row.disabled ? { over: 'signed-out' } : row.idle ? { over: 'idle' } : { over: null, stamp: stampOf(row) }]))
  }

  /** Somebody is there. Written down at most once a minute; a session that has idled out does not come back. */
  touched(session: string): void {
    const now = this.parts.now()
    if (now - (this.touches.get(session) ?? 0) < noticed) return
    if (this.touches.size > held) this.touches.clear()
    this.touches.set(session, now)
    this.parts.sql`update session set active_at = now() where id = ${session} and not ${this.idle()}`.catch((error: unknown) => {
      this.touches.delete(session)
      this.parts.log.warn({ err: error }, 'activity could not be written down')
    })
  }

  /** Ends the sign-in that these cookies stand for, if they do. @returns whose it was */
  async leave(headers: IncomingHttpHeaders): Promise<Known | null> {
    const who = await this.behind(headers)
    if (!who) return null
    await endSession(this.parts, who.session)
    this.forget()
    return who
  }

  /** A page that is told of a change asks again at once, and must not be answered from before. */
  forget(): void {
    this.known.forget()
  }

  private async ask(headers: IncomingHttpHeaders): Promise<Known | null> {
    const found = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) })
    if (!found) return null
    const [row] = await this.read([found.session.id])
    if (!row || row.disabled || row.idle) return null
    return {
      session: row.id,
      stamp: stampOf(row),
      user: row.user,
      username: row.username ?? row.name,
      source: row.source ?? 'password',
      secondFactor: isHeldUp(row) ? 'needed' : row.set ? 'set' : 'none',
      expiresAt: new Date(row.expiresAt).toISOString(),
      caller: { kind: 'person', actor: { kind: 'person', id: row.user, name: row.name }, person: row.person, grants: row.grants ?? [] },
    }
  }

  private read(sessions: string[]): Promise<Row[]> {
    return this.parts.sql<Row[]>`
      select session.id, session.expires_at as "expiresAt", ${this.idle()} as idle,
        u.id as user, coalesce(m.username, u.username) as username, coalesce(m.name, u.name) as name, coalesce(u.two_factor_enabled, false) as set,
        p.id as person, m.version, m.source, m.grants, m.disabled_at is not null as disabled,
        (select second_factor from policy where id = ${policyId}) as required
      from session join "user" u on u.id = session.user_id left join member m on m.user_id = u.id left join person p on p.user_id = u.id and p.left_at is null
      where session.id = any(${sessions}) and session.expires_at > now()`
  }

  private idle() {
    return this.parts.sql`(session.active_at < now() - make_interval(secs => ${this.idleMinutes * 60}))`
  }
}

const isHeldUp = ({ grants, source, set, required }: Row): boolean => needsSecondFactor({ grants: grants ?? [], source: source ?? 'password', set }, required ?? [])

const stampOf = (row: Row): string => `${row.version ?? ''}${isHeldUp(row) ? ' second-factor' : ''}`
