import type { ValueRule } from '#shared/rules.ts'
import { idOf } from './random.ts'

type About = Pick<ValueRule, 'deviceKind' | 'key' | 'test' | 'alarm' | 'severity'> & { zh: string; en: string; enabled?: boolean }

const about: readonly About[] = [
  { zh: '生活水压过低', en: 'Water pressure low', deviceKind: 'pump', key: 'pressure', test: { kind: 'threshold', when: 'below', limit: 0.2, deadband: 0.05, delay: 60 }, alarm: 'pump.pressure-low', severity: 'major' },
  { zh: '设备房过热', en: 'Plant room too warm', deviceKind: 'sensor', key: 'temperature', test: { kind: 'threshold', when: 'above', limit: 35, deadband: 3, delay: 120 }, alarm: 'room.temperature', severity: 'minor' },
  { zh: '变压器过载', en: 'Transformer overloaded', deviceKind: 'power', key: 'load', test: { kind: 'threshold', when: 'above', limit: 100, deadband: 5, delay: 60 }, alarm: 'power.overload', severity: 'major' },
  { zh: '燃气浓度超标', en: 'Gas in the air', deviceKind: 'gas', key: 'concentration', test: { kind: 'threshold', when: 'above', limit: 20, deadband: 10, delay: 0 }, alarm: 'gas.leak', severity: 'critical' },
  { zh: '积水', en: 'Standing water', deviceKind: 'water-leak', key: 'level', test: { kind: 'threshold', when: 'above', limit: 10, deadband: 5, delay: 30 }, alarm: 'water.level', severity: 'major' },
  // As it comes to an administrator: to be tried on history before it is switched on.
  { zh: '电梯振动偏大', en: 'Lift vibrates', deviceKind: 'lift', key: 'vibration', test: { kind: 'threshold', when: 'above', limit: 7, deadband: 2, delay: 300 }, alarm: 'lift.fault', severity: 'notice', enabled: false },
]

/** The demo company's rules; all but one are switched on. `at`: when they were made, epoch milliseconds. */
export const valueRules = (at: number): ValueRule[] =>
  about.map(({ zh, en, enabled = true, ...judged }) => ({
    id: idOf('value-rule', judged.deviceKind ?? '', judged.key), version: 1, name: { zh, en }, community: null, device: null, ...judged, enabled, changedAt: new Date(at).toISOString(), changedBy: 'admin', ended: false,
  }))
