import { ConnectDevice, deviceActions, deviceAttributes, deviceKinds, ties, type Device, type Tie } from '#shared/devices.ts'
import type { LonLat } from '#shared/geo.ts'
import { languages, type Bilingual } from '#shared/text.ts'
import type { PreviewStep } from '../files/preview.ts'
import { codeOf } from '../files/staff-words.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors } from '../problem.ts'
import { checkAttributes, type Attributes, type FieldFault } from './attribute-rules.ts'
import { cellOf, readDevicesCsv, wordsOf, type DeviceLine } from './device-csv.ts'
import { everyDeviceOf, housesOf, type House } from './device-store.ts'
import { actionWords, kindWords } from './device-words.ts'
import { sameDevice } from './same-rules.ts'
import { parentsFirst } from './tie-rules.ts'

/** A line with the device as it shall be; null where it is wrong. */
type Read = { line: DeviceLine; code: string; held: Device | null; device: Device | null; parents: Partial<Record<Tie, string>>; errors: FieldFault[] }
/** `changes`: what is to be written, parents before what hangs on them. */
export type ImportPlan = { steps: PreviewStep[]; changes: { device: Device; made: boolean }[] }

const oneOf = (words: readonly Bilingual[]): Bilingual => ({ zh: `应为：${words.map(({ zh }) => zh).join('、')}`, en: `One of: ${words.map(({ en }) => en).join(', ')}` })
const messages = {
  code: { zh: '需要设备编号', en: 'A code is needed' },
  kind: { zh: '新设备需要类型', en: 'A new device needs its kind' },
  building: { zh: '本小区没有此楼栋，请填楼栋编号或名称', en: 'No such building in this community: its code or name is wanted' },
  number: { zh: '应为数字', en: 'A number is wanted' },
  point: { zh: '经度和纬度要同时填写', en: 'Longitude and latitude go together' },
  parent: { zh: '文件和本小区里都没有此编号的设备', en: 'No device of this code, neither in the file nor in the community' },
  itself: { zh: '设备不能挂在自己上', en: 'A device cannot hang on itself' },
  gateway: { zh: '此编号的设备不是网关', en: 'The device of this code is no gateway' },
  circle: { zh: '这些设备互相挂成了循环，请改其中一处', en: 'These devices hang on each other in a circle. Change one of them' },
} as const satisfies Record<string, Bilingual>
const twice = (line: number): Bilingual => ({ zh: `与第 ${line} 行设备编号相同`, en: `The same code as on line ${line}` })

/** What a file of devices would do to a community, line by line. It reads, and changes nothing. */
export async function planDevices(parts: Pick<Parts, 'db'>, community: string, text: string): Promise<ImportPlan> {
  const read = await readDevicesCsv(text)
  if ('fault' in read) return { steps: [{ line: read.fault.line, words: '', outcome: 'wrong', errors: [{ field: 'text', message: read.fault.message }] }], changes: [] }
  const [everything, houses] = await Promise.all([everyDeviceOf(parts, community), housesOf(parts, community)])
  const held = new Map(everything.map((device) => [device.code, device]))
  const seen = new Map<string, number>()
  const rows = read.lines.map((line): Read => {
    const code = wordsOf(line.cells.code)
    const before = seen.get(code)
    if (code !== '' && before === undefined) seen.set(code, line.line)
    const wrong = (field: string, message: Bilingual): Read => ({ line, code, held: null, device: null, parents: {}, errors: [{ field, message }] })
    if (line.fault) return wrong('text', line.fault)
    if (code === '') return wrong('code', messages.code)
    if (before !== undefined) return wrong('code', twice(before))
    return readLine(line, { code, community, held: held.get(code) ?? null, houses })
  })
  hang(rows, everything)
  const { steps, fresh } = outcomesOf(rows)
  const made = new Set(fresh.flatMap(({ device, made: isNew }) => (isNew ? [device.id] : [])))
  return { steps, changes: parentsFirst(fresh.map(({ device }) => device)).sorted.map((device) => ({ device, made: made.has(device.id) })) }
}

function outcomesOf(rows: readonly Read[]): { steps: PreviewStep[]; fresh: { device: Device; made: boolean }[] } {
  const fresh: { device: Device; made: boolean }[] = []
  const steps = rows.map(({ line, code, held, device, errors }): PreviewStep => {
    const said = { line: line.line, words: [code, wordsOf(line.cells.name)].join(' ').trim().slice(0, 120), errors: errors.map(({ field, message }) => ({ field: headed(field), message })) }
    if (!device || errors.length > 0) return { ...said, outcome: 'wrong' }
    if (held && !held.removedAt && sameDevice(held, device)) return { ...said, outcome: 'same' }
    const made = !held || held.removedAt != null
    fresh.push({ device, made })
    return { ...said, outcome: made ? 'new' : 'changed' }
  })
  return { steps, fresh }
}

/** How the file calls what is wrong. */
const columns: Record<string, string> = { 'name.zh': 'name', 'name.en': 'name_en', silentAfter: 'silent_after', serviceDays: 'service_days', serviceHours: 'service_hours', point: 'lon' }
const headed = (field: string): string => columns[field] ?? (field.startsWith('attributes.') ? field.replace('attributes.', 'attr:') : field.replace(/^point\[\d]$/, 'lon').replace(/\[\d+]$/, ''))

type Around = { code: string; community: string; held: Device | null; houses: readonly House[] }

/** The device as a line wants it, without what it hangs on. */
function readLine(line: DeviceLine, { code, community, held, houses }: Around): Read {
  const errors: FieldFault[] = []
  const { cells } = line
  const text = <T extends string | null | undefined>(column: keyof typeof cells, now: T): string | T | null => {
    const cell = cellOf(cells[column])
    return cell.kept ? now : cell.text
  }
  const number = (column: keyof typeof cells, now: number | null | undefined): number | null => {
    const said = text(column, undefined)
    if (said === undefined || said === null) return said === undefined ? (now ?? null) : null
    const value = numberOf(said)
    if (value === null) errors.push({ field: column, message: messages.number })
    return value
  }
  const kind = cells.kind ? codeOf(kindWords, wordsOf(cells.kind)) : held?.kind
  if (kind === null) errors.push({ field: 'kind', message: oneOf(deviceKinds.map((one) => kindWords[one])) })
  if (kind === undefined) errors.push({ field: 'kind', message: messages.kind })
  const zh = wordsOf(cells.name) || held?.name.zh || ''
  const en = wordsOf(cells.name_en) || (held && zh === held.name.zh ? held.name.en : zh)
  const { attributes, faults } = kind ? readAttributes(line, kind, held) : { attributes: {}, faults: [] }
  errors.push(...faults)
  const asked = {
    community, code, name: { zh, en }, kind: kind ?? 'sensor', building: buildingOf(text('building', undefined), held, houses, errors), point: pointOf(number('lon', undefined), number('lat', undefined), cells, held, errors),
    unit: text('unit', held?.unit) ?? null, floor: text('floor', held?.floor) ?? null, room: text('room', held?.room) ?? null, serial: text('serial', held?.serial) ?? null,
    silentAfter: number('silent_after', held?.silentAfter), actions: actionsOf(text('actions', undefined), held, errors), camera: text('camera', held?.camera) ?? null,
    serviceDays: number('service_days', held?.serviceDays), serviceHours: number('service_hours', held?.serviceHours),
  }
  const read = ConnectDevice.safeParse(asked)
  if (!read.success) {
    const [inZh = [], inEn = []] = languages.map((language) => fieldErrors(read.error, language, asked))
    errors.push(...inZh.map(({ field, message }, i) => ({ field, message: { zh: message, en: inEn[i]?.message ?? message } })))
  }
  const parents = Object.fromEntries(ties.flatMap((tie) => (cellOf(cells[tie]).kept ? [] : [[tie, text(tie, undefined) ?? '']]))) as Partial<Record<Tie, string>>
  const about = { ...asked, attributes, power: held?.power ?? null, network: held?.network ?? null, controller: held?.controller ?? null, gateway: held?.gateway ?? null }
  const device: Device = held
    ? { ...held, ...about, version: held.version + 1, removedAt: null }
    : { id: idFrom('device', community, code), version: 1, ...about, state: 'online', seenAt: null, servicedAt: null, servicedHours: null, removedAt: null }
  return { line, code, held, device, parents, errors }
}

function numberOf(said: string): number | null {
  const value = Number(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(said) ? said.replaceAll(',', '') : said)
  return Number.isFinite(value) ? value : null
}

/** Attributes of another kind than before are not kept. */
function readAttributes({ attributes: cells }: DeviceLine, kind: Device['kind'], held: Device | null): { attributes: Attributes; faults: FieldFault[] } {
  const before = held?.kind === kind ? { ...held.attributes } : {}
  const said: Attributes = {}
  for (const [key, raw] of Object.entries(cells)) {
    const cell = cellOf(raw)
    if (cell.kept) continue
    delete before[key]
    if (cell.text !== null) said[key] = typed(kind, key, cell.text)
  }
  const { attributes, faults } = checkAttributes(kind, said)
  return { attributes: { ...before, ...attributes }, faults }
}

function typed(kind: Device['kind'], key: string, text: string): string | number {
  const form = Object.hasOwn(deviceAttributes[kind], key) ? deviceAttributes[kind][key] : undefined
  if (form?.type === 'number') return numberOf(form.unit && text.toLowerCase().endsWith(form.unit.toLowerCase()) ? text.slice(0, -form.unit.length).trim() : text) ?? text
  const [, year, month = '', day = ''] = form?.type === 'day' ? (/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []) : []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function buildingOf(said: string | null | undefined, held: Device | null, houses: readonly House[], errors: FieldFault[]): string | null {
  if (said === undefined) return held?.building ?? null
  if (said === null) return null
  const house = houses.find(({ code }) => code === said) ?? houses.find(({ name }) => name.zh === said || name.en === said)
  if (!house) errors.push({ field: 'building', message: messages.building })
  return house?.id ?? null
}

function pointOf(lon: number | null, lat: number | null, cells: DeviceLine['cells'], held: Device | null, errors: FieldFault[]): LonLat | null {
  if (cellOf(cells.lon).kept && cellOf(cells.lat).kept) return held?.point ?? null
  if (lon !== null && lat !== null) return [lon, lat]
  if ((lon === null) !== (lat === null)) errors.push({ field: lon === null ? 'lon' : 'lat', message: messages.point })
  return null
}

function actionsOf(said: string | null | undefined, held: Device | null, errors: FieldFault[]): Device['actions'] {
  if (said === undefined) return held?.actions ?? []
  const named = (said ?? '').split(/[|;,，、；]/).map((word) => word.trim()).filter(Boolean)
  const actions = named.map((word) => codeOf(actionWords, word))
  if (actions.includes(null)) errors.push({ field: 'actions', message: oneOf(deviceActions.map((one) => actionWords[one])) })
  return [...new Set(actions.filter((action) => action !== null))]
}

/** Hangs each device on what its line names by code, in the file or in the community, and says which hang in a circle. */
function hang(rows: readonly Read[], everything: readonly Device[]): void {
  const after = new Map(everything.filter(({ removedAt }) => !removedAt).map((device) => [device.code, device]))
  for (const { code, device } of rows) if (device) after.set(code, device)
  for (const { device, parents, errors, code } of rows) {
    if (!device) continue
    for (const tie of ties) {
      const said = parents[tie]
      if (said === undefined) continue
      const other = said === '' ? null : after.get(said)
      if (other === undefined) errors.push({ field: tie, message: messages.parent })
      else if (said === code) errors.push({ field: tie, message: messages.itself })
      else if (tie === 'gateway' && other && other.kind !== 'gateway') errors.push({ field: tie, message: messages.gateway })
      else device[tie] = other?.id ?? null
    }
  }
  const { circular } = parentsFirst([...after.values()])
  for (const { device, parents, errors } of rows) {
    const [tie] = Object.keys(parents)
    if (device && circular.has(device.id)) errors.push({ field: tie ?? 'code', message: messages.circle })
  }
}
