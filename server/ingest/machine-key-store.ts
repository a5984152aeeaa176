import { randomUUID } from 'node:crypto'
import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import { validate } from 'uuid'
import { keys } from '#db/schema/keys.ts'
import type { Door } from '#shared/doors.ts'
import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import type { MachineKey } from '#shared/keys.ts'
import { change, type Change } from '../journal/change.ts'
import { digestOf } from '../journal/system.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Remembered } from '../remembered.ts'
import { hashOf, isSecret, newSecret, prefixOf } from './key-secret.ts'

export type NewKey = { name: string; community: string | null; doors: readonly Door[]; device?: string | null; signed?: boolean; replaces?: string | null }

/** A new key with its secret, which is told once and kept nowhere, and the change that makes it. `now` in epoch milliseconds. */
export function makeKey({ name, community, doors, device = null, signed = false, replaces = null }: NewKey, now: number): { key: MachineKey; secret: string; change: Change } {
  const secret = newSecret()
  const key: MachineKey = {
    id: randomUUID(), version: 1, name, prefix: prefixOf(secret), community, doors: [...new Set(doors)], device, signed,
    madeAt: new Date(now).toISOString(), expiresAt: null, revokedAt: null, replaces,
  }
  return { key, secret, change: change(keys, { ...key, hash: hashOf(secret) }, { name: 'key.issued', body: key }) }
}

/**
 * Makes a key where no person asks for it.
 * @throws Unanswered
 */
export async function issueKey(parts: Pick<Parts, 'journal' | 'now'>, made: NewKey, by: Actor): Promise<{ id: string; secret: string }> {
  const { key, secret, change: issued } = makeKey(made, parts.now())
  const detail = { key: key.id, prefix: key.prefix, name: key.name, doors: key.doors }
  const answer = await parts.journal.commit({
    id: randomUUID(), name: 'key.issue', digest: digestOf(key.id), by, changes: [issued], reply: null, community: key.community, mode: real, detail,
  })
  if (!answer.ok) throw new Error(`a key could not be made: ${answer.message}`)
  return { id: key.id, secret }
}

/**
 * Ends a key for good; false where there is none that works.
 * @throws Unanswered
 */
export async function revokeKey(parts: Pick<Parts, 'db' | 'journal' | 'now'>, id: string, by: Actor): Promise<boolean> {
  const [held] = await parts.db.select(keyColumns).from(keys).where(and(eq(keys.id, id), isNull(keys.revokedAt)))
  if (!held) return false
  const answer = await parts.journal.commit({
    id: randomUUID(), name: 'key.revoke', digest: digestOf(id), by, changes: [revoked(held, parts.now()).change],
    reply: null, community: held.community, mode: real, detail: { key: id },
  })
  return answer.ok
}

/** `key` as it is once it is revoked. */
export function revoked(key: MachineKey, now: number): { key: MachineKey; change: Change } {
  const body = { ...key, version: key.version + 1, revokedAt: new Date(now).toISOString() }
  return { key: body, change: change(keys, body, { name: 'key.revoked', body }) }
}

const { hash: _hash, ...columns } = getTableColumns(keys)
/** A row selected by these is a `MachineKey`: its hash is never read with it. */
export const keyColumns = columns

/** A key that opens; `expiresAt` in epoch milliseconds, infinite where it does not end by itself. */
export type HeldKey = KeyHolder & { signed: boolean; expiresAt: number }

/** A key that is in this process's memory only. */
export type OwnKey = { secret: string; holder: HeldKey }

/** A revoked key must stop within 5 s; the rest is for the look-up itself. */
const remembered = 4_000
const mostRemembered = 5_000

/** Looks keys up by their secret or their public id; what was found, or that nothing was, is remembered for 4 s. */
export class MachineKeys {
  private readonly parts: Pick<Parts, 'db' | 'now'>
  private readonly known = new Remembered<HeldKey | null>(remembered, mostRemembered)

  private readonly own: { hash: string; holder: HeldKey } | null

  constructor(parts: Pick<Parts, 'db' | 'now'>, own: OwnKey | null = null) {
    this.parts = parts
    this.own = own && { hash: hashOf(own.secret), holder: own.holder }
  }

  /** Null for anything that is not a key that works. */
  async holderOf(secret: string): Promise<HeldKey | null> {
    if (!isSecret(secret)) return null
    const hash = hashOf(secret)
    return hash === this.own?.hash ? this.own.holder : this.lookUp('hash', hash)
  }

  /** The key that a signed message names. The id is no secret: only a signature then proves who sent it. */
  async named(id: string): Promise<HeldKey | null> {
    const holder = validate(id) ? await this.lookUp('id', id.toLowerCase()) : null
    return holder?.signed ? holder : null
  }

  private async lookUp(by: 'hash' | 'id', value: string): Promise<HeldKey | null> {
    const holder = await this.known.get(value, performance.now(), () => this.find(by, value))
    return holder && holder.expiresAt > this.parts.now() ? holder : null
  }

  private async find(by: 'hash' | 'id', value: string): Promise<HeldKey | null> {
    const [found] = await this.parts.db
      .select({ id: keys.id, name: keys.name, community: keys.community, doors: keys.doors, device: keys.device, signed: keys.signed, expiresAt: keys.expiresAt })
      .from(keys)
      .where(and(eq(keys[by], value), isNull(keys.revokedAt)))
    return found ? { ...found, expiresAt: found.expiresAt === null ? Infinity : Date.parse(found.expiresAt) } : null
  }
}
