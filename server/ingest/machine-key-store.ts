import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { keys } from '#db/schema/keys.ts'
import type { Door } from '#shared/doors.ts'
import { real } from '#shared/drills.ts'
import type { Actor } from '#shared/facts.ts'
import { change } from '../journal/change.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

const form = /^wf_[A-Za-z0-9_-]{43}$/
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type NewKey = { name: string; community: string | null; doors: readonly Door[] }

/**
 * Makes a key. The secret is returned this once and kept nowhere.
 * @throws Unanswered
 */
export async function issueKey(parts: Pick<Parts, 'journal' | 'now'>, made: NewKey, by: Actor): Promise<{ id: string; secret: string }> {
  const id = randomUUID()
  const secret = `wf_${randomBytes(32).toString('base64url')}`
  const { name, community } = made
  const doors = [...made.doors]
  const row = { id, version: 1, name, prefix: secret.slice(0, 8), hash: sha256(secret), community, doors, madeAt: new Date(parts.now()).toISOString(), revokedAt: null }
  const answer = await parts.journal.commit({
    id: randomUUID(),
    name: 'key.issue',
    digest: sha256(id),
    by,
    changes: [change(keys, row)],
    reply: null,
    community,
    mode: real,
    detail: { key: id, prefix: row.prefix, name, doors },
  })
  if (!answer.ok) throw new Error(`a key could not be made: ${answer.message}`)
  return { id, secret }
}

/**
 * Ends a key for good; false where there is none that works.
 * @throws Unanswered
 */
export async function revokeKey(parts: Pick<Parts, 'db' | 'journal' | 'now'>, id: string, by: Actor): Promise<boolean> {
  const [held] = await parts.db.select({ version: keys.version, community: keys.community }).from(keys).where(and(eq(keys.id, id), isNull(keys.revokedAt)))
  if (!held) return false
  const answer = await parts.journal.commit({
    id: randomUUID(),
    name: 'key.revoke',
    digest: sha256(id),
    by,
    changes: [change(keys, { id, version: held.version + 1, revokedAt: new Date(parts.now()).toISOString() })],
    reply: null,
    community: held.community,
    mode: real,
    detail: { key: id },
  })
  return answer.ok
}

/** A revoked key must stop within 5 s; the rest is for the look-up itself. */
const remembered = 4_000
const mostRemembered = 5_000

/** Looks keys up by their hash; what was found, or that nothing was, is remembered for 4 s. */
export class MachineKeys {
  private readonly parts: Pick<Parts, 'db'>
  private readonly known = new Map<string, { holder: Promise<KeyHolder | null>; until: number }>()

  constructor(parts: Pick<Parts, 'db'>) {
    this.parts = parts
  }

  /** Null for anything that is not a key that works. */
  async holderOf(secret: string): Promise<KeyHolder | null> {
    if (!form.test(secret)) return null
    const hash = sha256(secret)
    const now = performance.now()
    const held = this.known.get(hash)
    if (held && held.until > now) return held.holder
    this.forget(now)
    const holder = this.find(hash)
    this.known.set(hash, { holder, until: now + remembered })
    holder.catch(() => this.known.delete(hash))
    return holder
  }

  private async find(hash: string): Promise<KeyHolder | null> {
    const [found] = await this.parts.db
      .select({ id: keys.id, name: keys.name, community: keys.community, doors: keys.doors })
      .from(keys)
      .where(and(eq(keys.hash, hash), isNull(keys.revokedAt)))
    return found ?? null
  }

  private forget(now: number): void {
    if (this.known.size < mostRemembered) return
    for (const [hash, { until }] of this.known) if (until <= now) this.known.delete(hash)
    if (this.known.size >= mostRemembered) this.known.clear()
  }
}
