import { quarantine } from '#db/schema/ingest.ts'
import type { Door } from '#shared/doors.ts'
import type { Parts } from '../parts.ts'
import type { ReadError } from '../refusal.ts'

export type Refused = { reason: ReadError[]; body: string }

const mostBytes = 16 * 1024

/** Keeps what could not be read, cut to 16 KB each, for the people who connect devices. */
export async function keep(parts: Pick<Parts, 'db' | 'now'>, door: Door, key: string, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  const at = new Date(parts.now()).toISOString()
  await parts.db.insert(quarantine).values(refused.map(({ reason, body }) => ({ at, door, key, reason: reason.map(storable), body: cut(body) })))
}

/** PostgreSQL holds neither NUL nor half of a surrogate pair. */
const plain = (text: string): string => Buffer.from(text.replaceAll('\0', '\uFFFD')).toString()

const storable = ({ field, message }: ReadError): ReadError => ({ field: plain(field), message: plain(message) })

function cut(body: string): string {
  const bytes = Buffer.from(plain(body).slice(0, mostBytes))
  if (bytes.length <= mostBytes) return bytes.toString()
  let end = mostBytes
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
