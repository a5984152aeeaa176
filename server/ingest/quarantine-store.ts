import { quarantine } from '#db/schema/ingest.ts'
import type { Door } from '#shared/doors.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { ReadError } from '../refusal.ts'

export type Refused = { reason: ReadError[]; body: string }

const piece = 16 * 1024
/** A public warning, or a group of alerts, is of use only whole; any other message that is longer than a piece is nonsense. */
const mostBytes = { requests: piece, alarms: piece, positions: piece, telemetry: piece, alertmanager: 16 * piece, cap: 16 * piece } as const satisfies Record<Door, number>

/** How many pieces of 16 KB it takes, at most. */
export const roomOf = ({ body }: Refused): number => Math.max(1, Math.min(16, Math.ceil(body.length / piece)))

/** Keeps what could not be read, cut to the length of its door, for the people who connect devices. */
export async function keep(parts: Pick<Parts, 'db' | 'now'>, door: Door, key: Pick<KeyHolder, 'id' | 'community'>, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  const at = new Date(parts.now()).toISOString()
  await parts.db.insert(quarantine).values(refused.map(({ reason, body }) => ({ at, door, key: key.id, community: key.community, reason: reason.map(storable), body: cut(body, mostBytes[door]) })))
}

/** PostgreSQL holds neither NUL nor half of a surrogate pair. */
const plain = (text: string): string => Buffer.from(text.replaceAll('\0', '\uFFFD')).toString()

const storable = ({ field, message }: ReadError): ReadError => ({ field: plain(field), message: plain(message) })

function cut(body: string, most: number): string {
  const bytes = Buffer.from(plain(body.slice(0, most)))
  if (bytes.length <= most) return bytes.toString()
  let end = most
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
