import { alarms } from '#db/schema/alarms.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { decideAcknowledge, type AlarmStep } from './alarm-rules.ts'
import { findAlarm } from './alarm-store.ts'
import { onWire } from './alarm-wire.ts'

export const alarmCommands: CommandHandlers<'alarm.acknowledge'> = {
  'alarm.acknowledge': async (parts, { id, request, caller, now }) => {
    const alarm = await findAlarm(parts, id)
    if (!alarm) throw new Refusal('not-found')
    await allow(parts, caller, 'alarm.acknowledge', alarm.community)
    return workOf(decideAcknowledge(alarm, request, caller.actor.name, now), request.note ? { note: request.note } : {})
  },
}

export function workOf({ fact, alarm }: AlarmStep, detail: Record<string, unknown> = {}): Work {
  return {
    changes: [change(alarms, alarm, { name: fact, body: onWire(alarm) })],
    reply: { fact, body: onWire(alarm) },
    community: alarm.community,
    mode: alarm.mode,
    detail,
  }
}
