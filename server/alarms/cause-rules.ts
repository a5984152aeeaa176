import { isActive, type Alarm, type Cause } from '#shared/alarms.ts'
import { ties, type Tie } from '#shared/devices.ts'
import { lifeSafetyKinds } from '#shared/responses.ts'

/** An alarm that stands at something that a device hangs on, how many ties up, and by which: `tie` in all, `last` at the upper end. */
export type Upward = Pick<Alarm, 'kind' | 'state' | 'active'> & Cause & { last: Tie; depth: number; raisedAt: string }

type OfKind = (kind: string) => boolean

const silence: OfKind = (kind) => kind === 'device.silent' || kind === 'gateway.silent'
const fault: OfKind = (kind) => kind.endsWith('.fault')

/** Which alarms of a thing say that it no longer does for others what they hang on it for. */
const deadBy: Record<Tie, OfKind> = {
  power: (kind) => kind === 'power.lost',
  network: (kind) => silence(kind) || kind === 'network.lost',
  gateway: (kind) => silence(kind) || kind === 'network.lost',
  controller: (kind) => silence(kind) || fault(kind),
}

/** What of a device is explained by what it hangs on being dead. */
const explainedBy: Record<Tie, OfKind> = {
  power: () => true,
  network: silence,
  gateway: silence,
  controller: (kind) => silence(kind) || fault(kind),
}

/**
 * How a device hangs on what lies one tie further up, by how it hangs on all until there, the last of these ties, and the next; null where
 * nothing is carried on: a box that loses its network still gives power, to whatever it gives it for. Any chain of causes is a way up
 * along these, so without a circle of ties there is no circle of causes.
 */
export function through(tie: Tie, last: Tie, next: Tie): Tie | null {
  if (last === 'power' && next !== 'power') return null
  return tie === 'controller' && (next === 'network' || next === 'gateway') ? next : tie
}

/** Whether an alarm of this kind can be the cause of others at all. */
export const mayExplain = (kind: string): boolean => ties.some((tie) => deadBy[tie](kind))

/** The causes among what stands above a device, nearest first. */
export function causesAmong(upward: readonly Upward[]): Cause[] {
  return upward
    .filter((one) => isActive(one) && deadBy[one.last](one.kind))
    .toSorted((a, b) => a.depth - b.depth || ties.indexOf(a.tie) - ties.indexOf(b.tie) || a.raisedAt.localeCompare(b.raisedAt) || a.alarm.localeCompare(b.alarm))
    .map(({ alarm, tie, name }) => ({ alarm, tie, name }))
}

/** Why an alarm of this kind is no matter of its own, nearest cause first; life safety always is one. */
export function causeFor(kind: string, causes: readonly Cause[]): Cause | null {
  if (lifeSafetyKinds.includes(kind)) return null
  return causes.find(({ tie }) => explainedBy[tie](kind)) ?? null
}
