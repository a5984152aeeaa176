import { eq, or, sql } from 'drizzle-orm'
import type { IncomingHttpHeaders } from 'node:http'
import { walls } from '#db/schema/walls.ts'
import { change } from '../journal/change.ts'
import { noteLater } from '../journal/note.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { Remembered } from '../remembered.ts'
import type { SignedIn, Standing } from './sessions.ts'
import { isSpent, spent, tokenHashIn } from './wall-token.ts'
import { wallView, type WallRow } from './wall-view.ts'

/** Milliseconds, as for people: a revocation must act within a second. */
const trusted = 800
const held = 5_000
/** Milliseconds between two lines of the audit about one wall's spent token. */
const noteEvery = 600_000
const prefix = 'wall:'

export const isWallSession = (session: string): boolean => session.startsWith(prefix)

/** Which wall is behind a request's cookies. */
export class WallSessions {
  private readonly parts: Parts
  /** When the next line about a wall's spent token may be written, epoch milliseconds. */
  private readonly noted = new Map<string, number>()
  private readonly known = new Remembered<SignedIn | null>(trusted, held)

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** @throws Refusal `sign-in-needed` where there is no such wall, or none any more */
  async identify(headers: IncomingHttpHeaders): Promise<SignedIn> {
    const hash = tokenHashIn(headers.cookie)
    const who = hash ? await this.lookUp(hash) : null
    if (!who) throw new Refusal('sign-in-needed')
    return who
  }

  /** How these walls stand now; one that is not in the answer is over. */
  async standing(sessions: string[]): Promise<Map<string, Standing>> {
    if (sessions.length === 0) return new Map()
    const ids = sessions.map((session) => session.slice(prefix.length))
    const rows = await this.parts.sql<{ id: string; stamp: string }[]>`
      select id, scope::text as stamp from wall where id = any(${ids}::uuid[]) and revoked_at is null and expires_at > now()`
    return new Map(rows.map(({ id, stamp }): [string, Standing] => [prefix + id, { over: null, stamp }]))
  }

  forget(): void {
    this.known.forget()
  }

  private lookUp(hash: string): Promise<SignedIn | null> {
    const now = this.parts.now()
    return this.known.get(hash, now, () => this.ask(hash, now))
  }

  private async ask(hash: string, now: number): Promise<SignedIn | null> {
    const [found] = await this.parts.db
      .select({ row: walls, stamp: sql<string>`${walls.scope}::text` })
      .from(walls)
      .where(or(eq(walls.tokenHash, hash), eq(walls.previousHash, hash), eq(walls.previousHash, spent(hash))))
    if (!found || found.row.revokedAt || Date.parse(found.row.expiresAt) <= now) return null
    const { row, stamp } = found
    if (row.previousHash === spent(hash)) {
      this.noteReuse(row, now)
      return null
    }
    if (row.previousHash && !isSpent(row.previousHash) && row.tokenHash === hash) this.closePrevious(row, row.previousHash)
    return {
      session: prefix + row.id,
      stamp,
      caller: { kind: 'wall', actor: { kind: 'wall', id: row.id, name: row.name }, person: null, grants: [{ role: 'wall', scope: row.scope }] },
    }
  }

  /** Somebody has a copy of a token that its screen has renewed since, or the screen's own was renewed by somebody else. */
  private noteReuse({ id, name }: WallRow, now: number): void {
    if ((this.noted.get(id) ?? 0) > now) return
    this.noted.set(id, now + noteEvery)
    noteLater(this.parts, { name: 'wall.reused', by: { kind: 'wall', id, name }, community: null, outcome: 'refused', detail: { id, name } })
  }

  /** The new token has arrived, so the one before opens nothing any more. */
  private closePrevious(row: WallRow, previous: string): void {
    const next = { ...row, version: row.version + 1, previousHash: spent(previous) }
    const work = { changes: [change(walls, next, { name: 'wall.renewed', body: wallView(next) })], reply: null, community: null, mode: 'real', detail: { id: row.id } }
    this.parts.journal
      .commit(systemCommand('walls', 'wall.renew', idFrom('wall.renew', row.id, row.tokenHash ?? ''), work), 'bulk')
      .catch((error: unknown) => this.parts.log.warn({ err: error }, 'the token before could not be closed'))
  }
}
