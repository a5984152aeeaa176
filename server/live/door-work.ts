import type { Door } from '#shared/doors.ts'
import type { Command, Work } from '../journal/change.ts'
import { Unanswered, type Undone } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { recordHeard } from './feed-store.ts'
import type { Answered, KeyHolder } from './handler.ts'
import { recordDevicesHeard } from './heard-store.ts'

/** One message as a command: its id is the message's, so that the same message again is answered and nothing more. */
export function doorCommand(door: Door, from: KeyHolder, message: { id: string }, work: Work): Command {
  const name = `door.${door}`
  // Whoever knocks hears the cursor; nobody reads the entity again.
  return { ...work, reply: null, id: message.id, name, by: { kind: 'key', id: from.id, name: from.name }, digest: digestOf(name, from.id, message) }
}

/** The age of a feed, and when a device last spoke, are worth knowing, but no message is refused for want of them. */
export async function noteHeard(parts: Pick<Parts, 'sql' | 'log' | 'now'>, door: Door, communities: Iterable<string>, devices: Iterable<string> = []): Promise<void> {
  try {
    await Promise.all([recordHeard(parts.sql, door, communities, parts.now()), recordDevicesHeard(parts.sql, devices, parts.now())])
  } catch (error) {
    parts.log.warn({ err: error, door }, 'a feed could not be noted')
  }
}

export const taken = (id: string | null, cursor: number | null): Answered => ({ ok: true, id, cursor })

const unknowns = {
  community: { zh: '小区编号不存在，或不属于此密钥', en: 'No such community code, or not one of this key' },
  building: { zh: '该小区没有此楼栋编号', en: 'No such building code in this community' },
  device: { zh: '该小区没有此设备编号', en: 'No such device code in this community' },
  person: { zh: '工号不存在，或不属于此密钥', en: 'No such staff number, or not one of this key' },
} as const

/** A message that names something that is not there. */
export const unknown = (id: string | null, field: keyof typeof unknowns): Answered => ({
  ok: false,
  id,
  fault: 'invalid',
  errors: [{ field, message: unknowns[field] }],
})

/**
 * A message that the journal did not take.
 * @throws Unanswered where it may take it later: no message is refused for want of room on a disk
 */
export function undone(id: string, answer: Undone): Answered {
  if (/^(53|57|58)/.test(answer.code)) throw new Unanswered(answer.message)
  if (answer.code !== 'WF422') return { ok: false, id, fault: 'internal', errors: [] }
  const message = { zh: '此编号已用于另一条内容不同的消息', en: 'This id was used for another message' }
  return { ok: false, id, fault: 'reused-key', errors: [{ field: 'id', message }] }
}
