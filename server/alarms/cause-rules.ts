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
 * How a device hangs on what its parent hangs on, by how it hangs on the parent; a pair that is missing carries nothing on: where a
 * distribution box loses its network, its power still flows. Any chain of causes is then a way up along these, so that without a circle
 * of ties there is no circle of causes.
 */
export const through: Record<Tie, Partial<Record<Tie, Tie>>> = {
  power: { power: 'power' },
  network: { power: 'network', network: 'network', controller: 'network', gateway: 'network' },
  gateway: { power: 'gateway', network: 'gateway', controller: 'gateway', gateway: 'gateway' },
  controller: { power: 'controller', network: 'network', controller: 'controller', gateway: 'gateway' },
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
