import { doorCommand, noteHeard, taken, unknown } from '../live/door-work.ts'
import type { Answered, DoorHandler } from '../live/handler.ts'
import { take, type Placed } from './alarm-said.ts'
import { codesKey, sourcesByCodes } from './alarm-store.ts'

/** What only this installation itself can know: no key says it, nor that it is over. */
const ownKinds: readonly string[] = ['feed.silent', 'path.broken', 'shift.untaken', 'self.check']
const ourOwn = (id: string): Answered => ({ ok: false, id, fault: 'invalid', errors: [{ field: 'kind', message: { zh: '此类告警由系统自行产生', en: 'Alarms of this kind are raised by the installation itself' } }] })

/** Changes of alarms, by the operator's own codes. A key that is bound to one community knows no other, and one of a device only that. */
export const takeAlarms: DoorHandler<'alarms'> = async (parts, messages, from) => {
  const sources = await sourcesByCodes(parts.sql, messages.map(codesKey))
  const answers = new Map<number, Answered>()
  const placed: Placed[] = []
  messages.forEach((message, at) => {
    const source = sources.get(codesKey(message))
    const { community: _code, ...told } = message
    if (!source || (from.community && source.community !== from.community)) answers.set(at, unknown(message.id, 'community'))
    else if ((message.device && !source.device) || (from.device && source.device?.id !== from.device)) answers.set(at, unknown(message.id, 'device'))
    else if (ownKinds.includes(message.kind) && !from.mode) answers.set(at, ourOwn(message.id))
    else {
      const said = { ...told, community: source.community, device: source.device?.id ?? null, at: message.at ?? null, ...(from.mode ? { mode: from.mode } : {}) }
      placed.push({ at, said, source, command: (work) => doorCommand('alarms', from, message, work) })
    }
  })
  for (const [at, answer] of await take(parts, placed)) answers.set(at, answer)
  // A test of our own is no sign of life of anybody's.
  if (!from.mode) await noteHeard(parts, 'alarms', placed.map(({ source }) => source.community), placed.flatMap(({ source }) => source.device?.id ?? []))
  return messages.map((message, at) => answers.get(at) ?? taken(message.id, null))
}
