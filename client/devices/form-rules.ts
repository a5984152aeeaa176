import { deviceAttributes, ties, type Device, type DeviceAction, type DeviceKind, type Tie } from '#shared/devices.ts'
import type { CommandInput } from '#shared/commands.ts'

/** What stands in the form, as it is typed. */
export type Draft = Record<Tie, string | null> & {
  code: string; kind: DeviceKind; zh: string; en: string; building: string | null; unit: string; floor: string; room: string; serial: string; camera: string
  silentAfter: string; serviceDays: string; serviceHours: string; actions: DeviceAction[]; attributes: Record<string, string>
}

export const draftOf = (device: Device | null): Draft => ({
  code: device?.code ?? '', kind: device?.kind ?? 'lift', zh: device?.name.zh ?? '', en: device && device.name.en !== device.name.zh ? device.name.en : '', building: device?.building ?? null,
  unit: device?.unit ?? '', floor: device?.floor ?? '', room: device?.room ?? '', serial: device?.serial ?? '', camera: device?.camera ?? '', silentAfter: String(device?.silentAfter ?? ''),
  serviceDays: String(device?.serviceDays ?? ''), serviceHours: String(device?.serviceHours ?? ''), actions: device?.actions ?? [], power: device?.power ?? null, network: device?.network ?? null,
  controller: device?.controller ?? null, gateway: device?.gateway ?? null, attributes: Object.fromEntries(Object.entries(device?.attributes ?? {}).map(([key, value]) => [key, String(value)])),
})

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text))

/** What the server is asked for: only attributes that the kind has, numbers as numbers. An empty field takes away what was there. */
export function requestOf(draft: Draft): Omit<CommandInput<'device.change'>, 'version'> {
  const { code, kind, building, unit, floor, room, serial, camera, actions } = draft
  const attributes: Record<string, string | number> = {}
  for (const [key, form] of Object.entries(deviceAttributes[kind])) {
    const text = draft.attributes[key]?.trim() ?? ''
    if (text !== '') attributes[key] = form.type === 'number' ? (number(text) ?? text) : text
  }
  return {
    code, kind, building, actions, attributes, name: { zh: draft.zh.trim(), en: draft.en.trim() || draft.zh.trim() }, unit: unit.trim() || null, floor: floor.trim() || null, room: room.trim() || null,
    serial: serial.trim() || null, camera: camera.trim() || null, silentAfter: number(draft.silentAfter), serviceDays: number(draft.serviceDays), serviceHours: number(draft.serviceHours),
    ...Object.fromEntries(ties.map((tie) => [tie, draft[tie]])),
  }
}
