import { and, eq } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { maintenanceItems } from '#db/schema/maintenance.ts'
import { buildings } from '#db/schema/sites.ts'
import { real } from '#shared/modes.ts'
import type { MaintenanceItem } from '#shared/maintenance.ts'
import { allow, type Caller, type Place } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { dayOf, instantOf } from '../timers/local-days.ts'
import { decideAccept, decideChange, decideDismiss, decideDismissProposal, type Step } from './maintenance-rules.ts'
import { findItem, itemIdOf } from './maintenance-store.ts'

/** When a day's work becomes orders, by local clocks. */
const begins = '08:00'

export const maintenanceCommands: CommandHandlers<'maintenance.accept' | 'maintenance.change' | 'maintenance.dismiss'> = {
  'maintenance.accept': async (parts, { id, request, caller, now }) => {
    const place = await allow(parts, caller, 'maintenance.accept', request.community)
    await checkPlace(parts, request)
    const own = request.device || request.building ? itemIdOf(place.id, spotOf(request), request.day.slice(0, 7)) : id
    return workOf(decideAccept(own, request, await findItem(parts, own), dayOf(now, place.zone)), place)
  },

  'maintenance.change': async (parts, { id, request, caller, now }) => {
    const { item, place } = await allowed(parts, caller, 'maintenance.change', id)
    return workOf(decideChange(item, request, dayOf(now, place.zone)), place)
  },

  'maintenance.dismiss': dismiss,
}

async function dismiss(parts: Parts, { id, request, caller }: Call<'maintenance.dismiss'>): Promise<Work> {
  const { proposal } = request
  if (!proposal) {
    const { item, place } = await allowed(parts, caller, 'maintenance.dismiss', id)
    return workOf(decideDismiss(item, request), place)
  }
  const place = await allow(parts, caller, 'maintenance.dismiss', proposal.community)
  await checkPlace(parts, proposal)
  if (id !== itemIdOf(place.id, spotOf(proposal), proposal.day.slice(0, 7))) throw new Refusal('not-found')
  return workOf(decideDismissProposal(id, proposal, request.reason, await findItem(parts, id)), place)
}

async function allowed(parts: Parts, caller: Caller, name: 'maintenance.change' | 'maintenance.dismiss', id: string): Promise<{ item: MaintenanceItem; place: Place }> {
  const item = await findItem(parts, id)
  if (!item) throw new Refusal('not-found')
  return { item, place: await allow(parts, caller, name, item.community) }
}

type Spot = { community: string; building?: string | null | undefined; device?: string | null | undefined; category: MaintenanceItem['category'] }
const spotOf = ({ building, device, category }: Spot): Pick<MaintenanceItem, 'building' | 'device' | 'category'> => ({ building: building ?? null, device: device ?? null, category })

async function checkPlace({ db }: Pick<Parts, 'db'>, { community, building, device }: Spot): Promise<void> {
  const [found, machine] = await Promise.all([
    building ? db.select({ id: buildings.id }).from(buildings).where(and(eq(buildings.id, building), eq(buildings.community, community))) : null,
    device ? db.select({ id: devices.id }).from(devices).where(and(eq(devices.id, device), eq(devices.community, community))) : null,
  ])
  const message = { zh: '本小区没有这一项', en: 'The community has none such' }
  if (found?.length === 0) throw new Refusal('invalid', { errors: [{ field: 'building', message }] })
  if (machine?.length === 0) throw new Refusal('invalid', { errors: [{ field: 'device', message }] })
}

/** A planned item has its timer; any other has none. */
export function workOf({ fact, item }: Step, { zone }: Pick<Place, 'zone'>): Work {
  const key = `maintenance:${item.id}`
  const due = { key, name: 'maintenance.due', subject: item.id, dueAt: new Date(instantOf(item.day, begins, zone)).toISOString() }
  return {
    changes: [change(maintenanceItems, item, { name: fact, body: item })],
    timers: item.state === 'scheduled' ? [due] : item.state === 'dismissed' && item.version > 1 ? [{ key, dueAt: null }] : [],
    reply: { fact, body: item }, community: item.community, mode: real, detail: { id: item.id, day: item.day, ...(item.order ? { order: item.order } : {}) },
  }
}
