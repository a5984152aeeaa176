import type { Device } from '#shared/devices.ts'
import { makeRandom } from './random.ts'

const hour = 3_600_000
/** Something may go wrong with a device once in so long. */
const turn = 8 * hour
/** China, where the demo lies: people get up at six and come home at seven. */
const clockOf = (at: number): number => ((at / hour + 8) % 24 + 24) % 24

type Values = Record<string, number | boolean>
type Curve = (device: Device, at: number, wrong: boolean, random: () => number) => Values

/** How often something is wrong with a device of a kind, out of its turns. */
const wrongIn: Partial<Record<Device['kind'], number>> = { pump: 0.02, power: 0.004, sensor: 0.03, lift: 0.002, 'water-leak': 0.001 }

const bump = (clock: number, at: number, width: number): number => Math.exp(-(((clock - at) / width) ** 2))
/** How much water and power people want at an hour, 0 to about 1. */
const demand = (clock: number): number => 0.25 + 0.55 * bump(clock, 7.5, 1.4) + 0.25 * bump(clock, 12.2, 1.3) + 0.7 * bump(clock, 19.8, 2.2)
/** Hours that it has run, going on from its last service. */
const ran = (device: Device, at: number, share: number): number => Math.round((device.servicedHours ?? 6_000) + ((at - Date.parse(device.servicedAt ?? '2026-01-01T00:00:00Z')) / hour) * share)

const curves: Partial<Record<Device['kind'], Curve>> = {
  pump: (device, at, wrong, random) => ({
    pressure: round(wrong ? 0.13 + 0.04 * random() : 0.46 - 0.07 * demand(clockOf(at)) + 0.015 * (random() - 0.5), 3), running: !wrong || random() < 0.5, runningHours: ran(device, at, 0.42),
  }),
  power: (_device, at, wrong, random) => ({ load: round(wrong ? 103 + 6 * random() : 22 + 55 * demand(clockOf(at)) + 4 * random(), 1), temperature: round(34 + 18 * demand(clockOf(at)) + (wrong ? 14 : 0) + random(), 1), voltage: round(398 - 12 * demand(clockOf(at)) + 2 * random(), 1) }),
  lift: (device, at, wrong, random) => ({ running: random() < 0.1 + 0.5 * demand(clockOf(at)), vibration: round(wrong ? 9.5 + 2 * random() : 2.2 + 1.2 * random(), 1), runningHours: ran(device, at, 0.3), trips: ran(device, at, 18) }),
  sensor: (_device, at, wrong, random) => ({ temperature: round((wrong ? 39 : 25) + 3 * Math.sin(((clockOf(at) - 9) / 12) * Math.PI) + 0.6 * random(), 1), humidity: round(52 - 8 * Math.sin(((clockOf(at) - 9) / 12) * Math.PI) + 3 * random(), 0) }),
  gas: (_device, _at, _wrong, random) => ({ concentration: round(1.2 * random(), 1) }),
  'water-leak': (_device, _at, wrong, random) => ({ level: wrong ? round(12 + 6 * random(), 0) : 0 }),
  gateway: (_device, _at, _wrong, random) => ({ signal: -58 - Math.round(14 * random()) }),
}

/**
 * What a demo device measures at an instant (epoch milliseconds), empty for kinds that measure nothing. It follows from the device and the
 * time alone, so that a made past and a played day go on from each other.
 */
export function valuesAt(device: Device, at: number): Values {
  const curve = curves[device.kind]
  return curve ? curve(device, at, isWrong(device, at), makeRandom(`${device.id}/${Math.floor(at / 15_000)}`).next) : {}
}

export const speaks = ({ kind }: Device): boolean => kind in curves

/** Now and then something is wrong for half an hour to an hour and a half. */
function isWrong(device: Device, at: number): boolean {
  const random = makeRandom(`${device.id}/turn/${Math.floor(at / turn)}`)
  if (!random.chance(wrongIn[device.kind] ?? 0)) return false
  const length = random.between(0.5, 1.5) * hour
  const begins = random.between(0, turn - length)
  const within = at % turn
  return within >= begins && within < begins + length
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
