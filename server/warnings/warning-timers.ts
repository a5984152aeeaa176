import { warnings } from '#db/schema/warnings.ts'
import { real } from '#shared/modes.ts'
import type { Actor } from '#shared/facts.ts'
import { change } from '../journal/change.ts'
import type { SayAlarms, TimerHandler } from '../live/handler.ts'
import { settleAlarms } from './warning-alarms.ts'
import { endOf } from './warning-rules.ts'
import { findWarning } from './warning-store.ts'
import { settleTimer } from './warning-take.ts'
import { onWire } from './warning-view.ts'

const by: Actor = { kind: 'system', id: 'warnings', name: 'warnings' }

/** A warning ends when it says; its alarms go once that is committed. */
export const warningTimers = (say: SayAlarms): Record<'warning.expire' | 'warning.settle', TimerHandler> => ({
  'warning.expire': async (parts, { subject }, now) => {
    const warning = await findWarning(parts, subject)
    if (warning?.state !== 'standing' || endOf(warning) > now) return null
    const row = { ...warning, version: warning.version + 1, state: 'expired' as const }
    return { changes: [change(warnings, row, { name: 'warning.ended', body: onWire(row) })], timers: [settleTimer(row.id, now)], reply: null, community: null, mode: real, detail: { warning: row.id } }
  },
  'warning.settle': async (parts, { subject }) => {
    const warning = await findWarning(parts, subject)
    if (warning) await settleAlarms(parts, say, [warning.subject], by)
    return null
  },
})
