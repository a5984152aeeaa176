import { and, eq, isNull } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { keys } from '#db/schema/keys.ts'
import type { CommandName } from '#shared/commands.ts'
import { real } from '#shared/modes.ts'
import type { KeySecret, MachineKey } from '#shared/keys.ts'
import { allow, allowCompany, type Caller } from '../identity/caller.ts'
import { signingSecret } from '../ingest/key-secret.ts'
import { keyColumns, makeKey, revoked } from '../ingest/machine-key-store.ts'
import { change, type Told, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkDeviceKey, rotated, works } from './key-rules.ts'

type KeyCommand = Extract<CommandName, `key.${string}`>

/** `secret`: the installation's, from which signing secrets follow. */
export function keyCommands(secret: string): CommandHandlers<KeyCommand> {
  const told = (key: MachineKey, made: string): { once: KeySecret } => ({ once: { key: made, signing: key.signed ? signingSecret(secret, key.id) : null } })

  async function issue(parts: Parts, { request, caller, now }: Call<'key.issue'>): Promise<Told> {
    await allowAt(parts, caller, 'key.issue', request.community)
    if (request.device) checkDeviceKey(request, await deviceIn(parts, request.device, request.community))
    const made = makeKey({ ...request, device: request.device ?? null }, now)
    const { name, prefix, doors, device, signed } = made.key
    return { ...workOf([made.change], 'key.issued', made.key, { prefix, name, doors, signed, ...(device ? { device } : {}) }), ...told(made.key, made.secret) }
  }

  async function rotate(parts: Parts, { id, request, caller, now }: Call<'key.rotate'>): Promise<Told> {
    const old = rotated(await allowedKey(parts, caller, 'key.rotate', id), request, now)
    const made = makeKey({ ...old, device: old.device ?? null, replaces: old.id }, now)
    const changes = [change(keys, old, { name: 'key.rotated', body: old }), made.change]
    return { ...workOf(changes, 'key.issued', made.key, { replaces: old.id, prefix: made.key.prefix, until: old.expiresAt }), ...told(made.key, made.secret) }
  }

  async function revoke(parts: Parts, { id, request, caller, now }: Call<'key.revoke'>): Promise<Work> {
    const held = await allowedKey(parts, caller, 'key.revoke', id)
    if (held.revokedAt !== null) throw new Refusal('illegal-move', { current: held })
    if (held.version !== request.version) throw new Refusal('conflict', { current: held })
    const { key, change: ended } = revoked(held, now)
    return workOf([ended], 'key.revoked', key, { prefix: key.prefix, name: key.name, worked: works(held, now) })
  }

  return { 'key.issue': issue, 'key.rotate': rotate, 'key.revoke': revoke }
}

async function deviceIn(parts: Parts, id: string, community: string | null): Promise<boolean> {
  if (community === null) return false
  const found = await parts.db.select({ id: devices.id }).from(devices).where(and(eq(devices.id, id), eq(devices.community, community), isNull(devices.removedAt)))
  return found.length > 0
}

async function allowedKey(parts: Parts, caller: Caller, command: KeyCommand, id: string): Promise<MachineKey> {
  const [held] = await parts.db.select(keyColumns).from(keys).where(eq(keys.id, id))
  if (!held) throw new Refusal('not-found')
  await allowAt(parts, caller, command, held.community)
  return held
}

/** A key that opens for the whole company is the company's. */
async function allowAt(parts: Parts, caller: Caller, command: KeyCommand, community: string | null): Promise<void> {
  if (community === null) allowCompany(caller, command)
  else await allow(parts, caller, command, community)
}

const workOf = (changes: Work['changes'], fact: 'key.issued' | 'key.revoked', body: MachineKey, detail: Record<string, unknown>): Work => ({
  changes, reply: { fact, body }, community: body.community, mode: real, detail: { key: body.id, ...detail },
})
