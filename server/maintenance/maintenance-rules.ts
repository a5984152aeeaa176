import type { FactName } from '#shared/facts.ts'
import type { AcceptMaintenance, MaintenanceItem } from '#shared/maintenance.ts'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** What became of an item. */
export type Step = { fact: Extract<FactName, `maintenance.${string}`>; item: MaintenanceItem }
type Accepted = z.output<typeof AcceptMaintenance>

/** What was dismissed for a month may be accepted after all; what is planned already is not planned twice. */
export function decideAccept(id: string, request: Accepted, held: MaintenanceItem | null, today: string): Step {
  if (held && held.state !== 'dismissed') throw new Refusal('conflict', { current: held })
  checkDay(request.day, today)
  return { fact: 'maintenance.accepted', item: { ...itemOf(id, request), version: (held?.version ?? 0) + 1 } }
}

export function decideChange(item: MaintenanceItem, request: { version: number; day: string; hours: number }, today: string): Step {
  checkOpen(item, request.version)
  checkDay(request.day, today)
  return { fact: 'maintenance.changed', item: { ...item, version: item.version + 1, day: request.day, hours: request.hours } }
}

export function decideDismiss(item: MaintenanceItem, request: { version: number; reason: string }): Step {
  checkOpen(item, request.version)
  return { fact: 'maintenance.dismissed', item: { ...item, version: item.version + 1, state: 'dismissed', why: request.reason } }
}

/** What was proposed and shall not be proposed again. */
export function decideDismissProposal(id: string, proposal: Accepted, reason: string, held: MaintenanceItem | null): Step {
  if (held) throw new Refusal('conflict', { current: held })
  return { fact: 'maintenance.dismissed', item: { ...itemOf(id, proposal), state: 'dismissed', why: reason } }
}

/** Null where it was dismissed, or is an order already. */
export function decideDue(item: MaintenanceItem, order: string): Step | null {
  return item.state === 'scheduled' ? { fact: 'maintenance.ordered', item: { ...item, version: item.version + 1, state: 'ordered', order } } : null
}

const itemOf = (id: string, { community, building, device, title, category, facility, day, hours, why }: Accepted): MaintenanceItem =>
  ({ id, version: 1, community, building: building ?? null, device: device ?? null, title, category, facility: facility ?? null, day, hours, why, state: 'scheduled', order: null })

function checkOpen(item: MaintenanceItem, version: number): void {
  if (item.version !== version) throw new Refusal('conflict', { current: item })
  if (item.state !== 'scheduled') throw new Refusal('illegal-move', { current: item })
}

function checkDay(day: string, today: string): void {
  if (day < today) throw new Refusal('invalid', { errors: [{ field: 'day', message: { zh: '须是今天或以后', en: 'Must be today or later' } }] })
}
