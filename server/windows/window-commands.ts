import { windows } from '#db/schema/windows.ts'
import { real } from '#shared/modes.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideEnd, decidePlan, spanFault, type WindowStep } from './window-rules.ts'
import { devicesThere, findWindow, hasBuilding } from './window-store.ts'

export const windowCommands: CommandHandlers<'window.plan' | 'window.end'> = { 'window.plan': plan, 'window.end': end }

async function plan(parts: Parts, { id, request, caller, now }: Call<'window.plan'>): Promise<Work> {
  const { community, reason, from, until } = request
  await allow(parts, caller, 'window.plan', community)
  const fault = spanFault(request, now)
  if (fault) throw new Refusal('invalid', { errors: [fault] })
  const building = request.building ?? null
  if (building && !(await hasBuilding(parts, community, building))) {
    throw new Refusal('invalid', { errors: [{ field: 'building', message: { zh: '该小区没有此楼栋', en: 'No such building in this community' } }] })
  }
  const devices = [...new Set(request.devices)]
  const there = await devicesThere(parts, community, devices)
  if (there.length < devices.length) {
    throw new Refusal('invalid', { errors: [{ field: 'devices', message: { zh: '有设备不在该小区，或已拆除', en: 'A device is not in this community, or was removed' } }] })
  }
  return workOf(decidePlan({ id, community, building: devices.length > 0 ? null : building, devices, from, until, reason, by: caller.actor.name }, now))
}

async function end(parts: Parts, { id, request, caller, now }: Call<'window.end'>): Promise<Work> {
  const window = await findWindow(parts, id)
  if (!window) throw new Refusal('not-found')
  await allow(parts, caller, 'window.end', window.community)
  return workOf(decideEnd(window, request, now), { reason: request.reason })
}

export function workOf({ fact, window, timers }: WindowStep, detail: Record<string, unknown> = {}): Work {
  return {
    changes: [change(windows, window, { name: fact, body: window })], timers, reply: { fact, body: window }, community: window.community, mode: real,
    detail: { window: window.id, building: window.building, devices: window.devices.length, from: window.from, until: window.until, reason: window.reason, ...detail },
  }
}
