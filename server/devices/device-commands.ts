import { devices } from '#db/schema/devices.ts'
import { real } from '#shared/modes.ts'
import { ties, type Device } from '#shared/devices.ts'
import type { FactName } from '#shared/facts.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow, type Place } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { checkAttributes, type FieldFault } from './attribute-rules.ts'
import { importDevices } from './device-import-command.ts'
import { findDevice, hangingOn, hangingSomehow, holderOf, hoursAt, housesOf, readDevices, standingAlarms } from './device-store.ts'
import { onWire } from './device-wire.ts'

export const deviceCommands: CommandHandlers<'device.connect' | 'device.change' | 'device.remove' | 'device.service' | 'device.import'> = {
  'device.connect': connect,
  'device.change': alter,
  'device.remove': remove,
  'device.service': service,
  'device.import': importDevices,
}

const messages = {
  code: { zh: '本小区已有设备使用此编号，请换一个', en: 'Another device of this community has this code. Choose another' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  tie: { zh: '本小区没有此设备', en: 'No such device in this community' },
  itself: { zh: '设备不能挂在自己上', en: 'A device cannot hang on itself' },
  below: { zh: '会形成循环：那台设备直接或间接挂在这台设备上', en: 'That would make a circle: that device hangs on this one' },
  gateway: { zh: '应选类型为网关的设备', en: 'Choose a device that is a gateway' },
  future: { zh: '不能晚于现在', en: 'It cannot lie in the future' },
  before: { zh: '不能早于上次保养', en: 'It cannot be before the last service' },
} as const satisfies Record<string, Bilingual>

const taken = (place: Place): Refusal => new Refusal('invalid', { errors: [{ field: 'code', message: messages.code }], community: place.id })

/** A code stands for a place in the community: connected again after it was removed, it is the same device with its history. */
async function connect(parts: Parts, { id, request, caller }: Call<'device.connect'>): Promise<Work> {
  const place = await allow(parts, caller, 'device.connect', request.community)
  const held = await holderOf(parts, place.id, request.code)
  if (held && !held.removedAt) throw taken(place)
  const fresh: Device = { id: held?.id ?? id, version: held?.version ?? 0, community: place.id, building: null, kind: request.kind, code: '', name: request.name, point: null, state: 'online', seenAt: null }
  const device = await decided(parts, fresh, request, place)
  return workOf('device.connected', { ...device, removedAt: null, version: fresh.version + 1 })
}

async function alter(parts: Parts, { id, request, caller }: Call<'device.change'>): Promise<Work> {
  const { device, place } = await allowed(parts, 'device.change', { id, caller, request })
  const next = await decided(parts, device, request, place)
  if (next.code !== device.code) {
    const held = await holderOf(parts, place.id, next.code)
    if (held) throw taken(place)
  }
  return workOf('device.changed', { ...next, version: device.version + 1 })
}

/**
 * Whatever hangs on it is hung elsewhere first: its causes would point to nothing. So is an alarm answered that nobody has seen; that
 * it is silent is no reason to stay, since what is broken is what one removes.
 */
async function remove(parts: Parts, { id, request, caller, now }: Call<'device.remove'>): Promise<Work> {
  const { device, place } = await allowed(parts, 'device.remove', { id, caller, request })
  const [below, { unseen }] = await Promise.all([hangingOn(parts, id, 4), standingAlarms(parts, id)])
  const errors = [...(below.length > 0 ? [{ field: 'below', message: stillHanging(below) }] : []), ...(unseen > 0 ? [{ field: 'alarms', message: stillRinging(unseen) }] : [])]
  if (errors.length > 0) throw new Refusal('illegal-move', { errors, current: device, community: place.id })
  return workOf('device.removed', { ...device, version: device.version + 1, removedAt: new Date(now).toISOString() }, { reason: request.reason })
}

function stillHanging(below: readonly Device[]): Bilingual {
  const some = below.slice(0, 3).map(({ code }) => code)
  const more = below.length > some.length
  return {
    zh: `还有设备挂在它上面：${some.join('、')}${more ? '等' : ''}。请先改挂或拆除它们`,
    en: `Other devices hang on it: ${some.join(', ')}${more ? ' and more' : ''}. Hang them elsewhere or remove them first`,
  }
}

const stillRinging = (count: number): Bilingual => ({
  zh: `它还有 ${count} 条未确认的告警，请先确认`,
  en: `${count} ${count === 1 ? 'alarm' : 'alarms'} of it ${count === 1 ? 'has' : 'have'} not been acknowledged. Acknowledge ${count === 1 ? 'it' : 'them'} first`,
})

async function service(parts: Parts, { id, request, caller, now }: Call<'device.service'>): Promise<Work> {
  const { device, place } = await allowed(parts, 'device.service', { id, caller, request })
  const at = request.at ? Date.parse(request.at) : now
  const wrong = (message: Bilingual): Refusal => new Refusal('invalid', { errors: [{ field: 'at', message }], community: place.id })
  if (at > now) throw wrong(messages.future)
  if (device.servicedAt && at < Date.parse(device.servicedAt)) throw wrong(messages.before)
  const servicedAt = new Date(at).toISOString()
  const servicedHours = await hoursAt(parts, id, request.at ? servicedAt : null)
  return workOf('device.serviced', { ...device, version: device.version + 1, servicedAt, servicedHours }, request.note === '' ? {} : { note: request.note })
}

type Told = Pick<Call<'device.change'>, 'id' | 'caller'> & { request: { version: number } }

async function allowed(parts: Parts, name: 'device.change' | 'device.remove' | 'device.service', { id, caller, request }: Told): Promise<{ device: Device; place: Place }> {
  const device = await findDevice(parts, id)
  if (!device) throw new Refusal('not-found')
  const place = await allow(parts, caller, name, device.community)
  if (device.removedAt) throw new Refusal('illegal-move', { current: device, community: place.id })
  if (device.version !== request.version) throw new Refusal('conflict', { current: device, community: place.id })
  return { device, place }
}

const kept = <T>(given: T | null | undefined, held: T | null | undefined): T | null => (given === undefined ? held : given) ?? null
const spot = (given: string | null | undefined, held: string | null | undefined): string | null => (given === undefined ? (held ?? null) : given === null ? null : given || null)

/** The device as it is asked for: what is left out stays, null takes away. Throws `Refusal` with every field that is wrong. */
async function decided(parts: Parts, held: Device, request: Omit<Call<'device.change'>['request'], 'version'>, place: Place): Promise<Device> {
  const { attributes, faults } = checkAttributes(request.kind, request.attributes)
  const tied = Object.fromEntries(ties.map((tie) => [tie, kept(request[tie], held[tie])]))
  const device: Device = {
    ...held, kind: request.kind, code: request.code, name: request.name, building: kept(request.building, held.building), point: kept(request.point, held.point),
    unit: spot(request.unit, held.unit), floor: spot(request.floor, held.floor), room: spot(request.room, held.room), serial: spot(request.serial, held.serial), ...tied,
    attributes, silentAfter: kept(request.silentAfter, held.silentAfter), actions: [...new Set(request.actions)], camera: kept(request.camera, held.camera), serviceDays: kept(request.serviceDays, held.serviceDays), serviceHours: kept(request.serviceHours, held.serviceHours),
  }
  const errors = [...faults, ...(await placeFaults(parts, device, place)), ...(await tieFaults(parts, device, place))]
  if (errors.length > 0) throw new Refusal('invalid', { errors, community: place.id })
  return device
}

async function placeFaults(parts: Parts, { building }: Device, place: Place): Promise<FieldFault[]> {
  if (!building || (await housesOf(parts, place.id)).some(({ id }) => id === building)) return []
  return [{ field: 'building', message: messages.building }]
}

async function tieFaults(parts: Parts, device: Device, place: Place): Promise<FieldFault[]> {
  const wanted = ties.flatMap((tie) => (device[tie] ? [{ tie, id: device[tie] }] : []))
  if (wanted.length === 0) return []
  const ids = wanted.map(({ id }) => id)
  const [found, circular] = await Promise.all([readDevices(parts, ids), hangingSomehow(parts, device.id, ids)])
  const there = new Map(found.filter(({ community, removedAt }) => community === place.id && !removedAt).map((row) => [row.id, row]))
  return wanted.flatMap(({ tie, id }): FieldFault[] => {
    const other = there.get(id)
    if (id === device.id) return [{ field: tie, message: messages.itself }]
    if (!other) return [{ field: tie, message: messages.tie }]
    if (tie === 'gateway' && other.kind !== 'gateway') return [{ field: tie, message: messages.gateway }]
    return circular.has(id) ? [{ field: tie, message: messages.below }] : []
  })
}

function workOf(fact: FactName & `device.${string}`, device: Device, detail: Record<string, unknown> = {}): Work {
  const body = onWire(device)
  return { changes: [change(devices, device, { name: fact, body })], reply: { fact, body }, community: device.community, mode: real, detail: { id: device.id, code: device.code, ...detail } }
}
