import type { CommandName } from '#shared/commands.ts'
import type { Alarm } from '#shared/alarms.ts'
import { allow } from '../identity/caller.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { by } from './alarm-step.ts'
import { findAlarm } from './alarm-store.ts'
import { workOf } from './alarm-work.ts'
import { decideAcknowledge } from './seen-rules.ts'

export type AlarmCommand = Extract<CommandName, `alarm.${string}`>

export const alarmCommands: CommandHandlers<'alarm.acknowledge'> = {
  'alarm.acknowledge': async (parts, call) => workOf(decideAcknowledge(await allowedAlarm(parts, 'alarm.acknowledge', call), call.request, by(call.caller.actor, call.now)), noted(call.request.note)),
}

/** The alarm of a command, where its caller may do it. */
export async function allowedAlarm<N extends AlarmCommand>(parts: Parts, command: N, { id, caller }: Pick<Call<N>, 'id' | 'caller'>): Promise<Alarm> {
  const alarm = await findAlarm(parts, id)
  if (!alarm) throw new Refusal('not-found')
  await allow(parts, caller, command, alarm.community)
  return alarm
}

/** For the audit. */
export const noted = (note: string): Record<string, unknown> => (note ? { note } : {})
