import type { Device, DeviceKind } from '#shared/devices.ts'
import { day } from './local-time.ts'
import type { Random } from './random.ts'

type Attributes = NonNullable<Device['attributes']>
type Kit = Pick<Device, 'silentAfter' | 'actions' | 'serviceDays' | 'serviceHours'>

/** Seconds: what speaks every 10 to 30 s by itself is missed after three minutes. */
const spoken = 180
const speaking: readonly DeviceKind[] = ['pump', 'power', 'lift', 'gas', 'water-leak', 'sensor', 'gateway']
const actions: Partial<Record<DeviceKind, Device['actions']>> = { lift: ['release'], pump: ['stop', 'restart'], access: ['release'] }
/** The law wants a lift looked after every half month; the others are the field's usual cycles. */
const serviceDays: Partial<Record<DeviceKind, number>> = { lift: 15, pump: 90, power: 180, 'fire-panel': 30, gas: 180, 'parking-gate': 90, gateway: 365 }
const pumpHours = 2_000

const makers: Partial<Record<DeviceKind, readonly (readonly [maker: string, model: string])[]>> = {
  lift: [['云升', 'YS-K1000'], ['恒梯', 'HT-3300'], ['东阶', 'DJ-MRL']],
  pump: [['清源', 'QY65-160'], ['涌泉', 'YQ-CR32']],
  power: [['华配', 'HP-SCB14'], ['安电', 'AD-XL21']],
  'fire-panel': [['安讯', 'AX-5000']],
  access: [['门道', 'MD-F7'], ['识途', 'ST-200']],
  'parking-gate': [['通行', 'TX-DZ3']],
  'littering-camera': [['天目', 'TM-8K']],
  gas: [['安嗅', 'AX-GT2']],
  gateway: [['联物', 'LW-G4']],
  controller: [['中枢', 'ZS-PLC12']],
  network: [['通联', 'TL-S24']],
  sensor: [['测微', 'CW-TH1']],
}

/** What a device of a kind is like, and how it is looked after. */
export function kitOf(kind: DeviceKind, levels: number | null, now: number, random: Random): Kit & Pick<Device, 'attributes' | 'serial' | 'servicedAt' | 'servicedHours'> {
  const [maker, model] = makers[kind] ? random.pick(makers[kind]) : []
  const cycle = serviceDays[kind] ?? null
  const date = (daysAgo: number): string => new Date(now - daysAgo * day).toISOString().slice(0, 10)
  const attributes: Attributes = { ...(maker && model ? { maker, model } : {}), installedOn: date(random.int(400, 3_600)), ...particular(kind, levels, now, random) }
  // Most are served in time; a few are a little late, as anywhere.
  const servicedAt = cycle === null ? null : new Date(now - Math.round(cycle * random.between(0.02, 1.04)) * day).toISOString()
  return {
    attributes, serial: `${kind.slice(0, 2).toUpperCase()}${random.int(10_000_000, 99_999_999)}`, silentAfter: speaking.includes(kind) ? spoken : null, actions: actions[kind] ?? [],
    serviceDays: cycle, serviceHours: kind === 'pump' ? pumpHours : null, servicedAt, servicedHours: kind === 'pump' ? random.int(9_000, 12_000) : null,
  }
}

function particular(kind: DeviceKind, levels: number | null, now: number, random: Random): Attributes {
  const until = new Date(now + random.int(20, 360) * day).toISOString().slice(0, 10)
  switch (kind) {
    case 'lift':
      return { registration: `3110${random.int(1_000_000, 9_999_999)}`, capacity: random.pick([800, 1000, 1050]), floors: Math.max(2, Math.round(levels ?? 18)), speed: random.pick([1.5, 1.75, 2.5]), inspectedUntil: until }
    case 'pump':
      return { flow: random.pick([32, 45, 64]), head: random.pick([60, 85, 110]), ratedPower: random.pick([11, 15, 22]) }
    case 'power':
      return { ratedPower: random.pick([400, 630, 800, 1000]), voltage: random.pick([380, 10_000]) }
    case 'fire-panel':
      return { loops: random.int(1, 8), inspectedUntil: until }
    case 'gas':
      return { lowAlarm: 25, inspectedUntil: until }
    case 'gateway':
      return { firmware: `2.${random.int(0, 6)}.${random.int(0, 9)}`, address: `10.0.${random.int(1, 40)}.${random.int(2, 250)}` }
    case 'controller':
      return { firmware: `1.${random.int(0, 9)}`, points: random.pick([32, 64, 128]) }
    case 'network':
      return { ports: random.pick([16, 24, 48]), address: `10.0.${random.int(1, 40)}.1` }
    case 'sensor':
      return { measures: '温度、湿度' }
    default:
      return {}
  }
}
