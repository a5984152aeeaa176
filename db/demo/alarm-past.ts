import type { Alarm } from '#shared/alarms.ts'
import { alarmAfter } from '#shared/alarms.ts'
import type { Actor } from '#shared/facts.ts'
import type { Device } from '#shared/devices.ts'
import type { Person } from '#shared/people.ts'
import type { AlarmHabit } from './alarm-kinds.ts'
import { instant, minute } from './local-time.ts'
import { summed, type PastFact } from './past.ts'
import type { Random } from './random.ts'

const names = { raise: 'alarm.raised', acknowledge: 'alarm.acknowledged', clear: 'alarm.cleared' } as const

/** The facts of one alarm up to `now`; `until` is when it is over; one that stands is answered when it says. */
export function alarmFacts(
  random: Random, alarm: { id: string; at: number; device: Device; habit: AlarmHabit; order: string | null; stands?: { answered: number } }, manager: Person | null,
  now: number, userOf: (person: Person) => string,
): { facts: PastFact[]; until: number } {
  const { id, at, device, habit, order, stands } = alarm
  const machine: Actor = { kind: 'key', id: 'demo', name: '设备网关' }
  const person: Actor = manager ? { kind: 'person', id: userOf(manager), name: manager.name.zh } : machine
  const answered = stands ? stands.answered : at + Math.min(random.skewed(habit.severity === 'critical' ? 0.4 : 2.4, 0.8), 55) * minute
  const cleared = stands ? Infinity : at + Math.max(1, random.skewed(habit.minutes, 0.7)) * minute
  const moves: { at: number; move: keyof typeof names; by: Actor; alter: () => Partial<Alarm> }[] = [
    { at, move: 'raise', by: machine, alter: () => ({}) },
    { at: answered, move: 'acknowledge', by: person, alter: () => ({ acknowledgedAt: instant(answered), acknowledgedBy: person.name }) },
    { at: cleared, move: 'clear', by: machine, alter: () => ({ clearedAt: instant(cleared) }) },
  ]
  let body: Alarm = {
    id, version: 0, community: device.community, building: device.building, device: device.id, deviceName: device.name, kind: habit.kind,
    severity: habit.severity, state: 'normal', text: random.pick(habit.texts), point: device.point, raisedAt: instant(at), deviceAt: instant(at),
    acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order, mode: 'real',
  }
  const until = Math.max(answered, cleared)
  let version = 0
  const told = moves.filter((move) => move.at <= now).sort((a, b) => a.at - b.at)
  const facts = told.flatMap((one, i): PastFact[] => {
    body = { ...body, ...one.alter(), state: alarmAfter(body.state, one.move, { active: one.move !== 'clear' && one.at < cleared, latching: false }) ?? body.state }
    if (until < now - summed && i === 1) return []
    version++
    return [{ at: one.at, name: names[one.move], by: one.by, body: { ...body, version } }]
  })
  return { facts, until }
}
