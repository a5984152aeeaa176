import { and, eq, inArray } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { people } from '#db/schema/people.ts'
import type { DoorAnswer, DoorPosition } from '#shared/doors.ts'
import { noteHeard, taken, unknown } from '../live/door-work.ts'
import type { DoorHandler, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { PositionBuffer } from './position-buffer.ts'
import { judge } from './position-rules.ts'
import { storePositions, type Measured } from './position-store.ts'

const buffers = new WeakMap<Sql, PositionBuffer>()
function bufferOf(sql: Sql): PositionBuffer {
  const buffer = buffers.get(sql) ?? new PositionBuffer((batch) => storePositions(sql, batch))
  buffers.set(sql, buffer)
  return buffer
}

/** Where people are. Answered once stored; positions are no facts, so there is no cursor to wait for. */
export const takePositions: DoorHandler<'positions'> = async (parts, messages, from) => {
  const staff = await staffByCode(parts, messages, from)
  const now = parts.now()
  const rows = messages.flatMap((message): Measured[] => {
    const person = staff.get(message.person)
    if (!person) return []
    const { at, current } = judge(message.at ? Date.parse(message.at) : null, now)
    const { point, accuracy, battery } = message
    return [{ person: person.id, community: person.community, at, receivedAt: now, point, accuracy: accuracy ?? null, battery: battery ?? null, current }]
  })
  if (rows.length > 0) await bufferOf(parts.sql).add(rows)
  const heard = rows.map(({ community }) => community)
  await noteHeard(parts, 'positions', heard)
  return messages.map((message): DoorAnswer => (staff.has(message.person) ? taken(null, null) : unknown(null, 'person')))
}

async function staffByCode(parts: Pick<Parts, 'db'>, messages: DoorPosition[], from: KeyHolder): Promise<Map<string, { id: string; community: string }>> {
  const codes = [...new Set(messages.map(({ person }) => person))]
  const rows = await parts.db
    .select({ id: people.id, community: people.community, code: people.code })
    .from(people)
    .where(and(inArray(people.code, codes), from.community ? eq(people.community, from.community) : undefined))
  return new Map(rows.map(({ code, ...person }) => [code, person]))
}
