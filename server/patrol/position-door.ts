import type { Sql } from '#db/client.ts'
import { noteHeard, taken, unknown } from '../live/door-work.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Answered, DoorHandler } from '../live/handler.ts'
import { PositionBuffer } from './position-buffer.ts'
import { judge } from './position-rules.ts'
import { storePositions, type Measured } from './position-store.ts'

const bufferOf = perPool((sql) => new PositionBuffer((batch) => storePositions(sql, batch)))
const staffOf = perPool((sql) => new Gathered((codes) => readStaff(sql, codes)))

/** Where people are. Answered once stored; positions are no facts, so there is no cursor to wait for. */
export const takePositions: DoorHandler<'positions'> = async (parts, messages, from) => {
  const staff = await staffOf(parts.sql).get(messages.map(({ person }) => person))
  const known = (code: string): Staff | null => {
    const person = staff.get(code)
    return person && (!from.community || person.community === from.community) ? person : null
  }
  const now = parts.now()
  const rows = messages.flatMap((message): Measured[] => {
    const person = known(message.person)
    if (!person) return []
    const { at, current } = judge(message.at ? Date.parse(message.at) : null, now)
    const { point, accuracy, battery } = message
    return [{ person: person.id, community: person.community, at, receivedAt: now, point, accuracy: accuracy ?? null, battery: battery ?? null, current }]
  })
  if (rows.length > 0) await bufferOf(parts.sql).add(rows)
  const heard = rows.map(({ community }) => community)
  await noteHeard(parts, 'positions', heard)
  return messages.map((message): Answered => (known(message.person) ? taken(null, null) : unknown(null, 'person')))
}

type Staff = { id: string; community: string }

async function readStaff(sql: Sql, codes: string[]): Promise<Map<string, Staff>> {
  const rows = await sql<(Staff & { code: string })[]>`select code, id, community_id as community from person where code = any(${codes}::text[]) and left_at is null`
  return new Map(rows.map(({ code, ...person }) => [code, person]))
}
