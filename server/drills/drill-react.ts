import type { Drill } from '#shared/drills.ts'
import type { Actor } from '#shared/facts.ts'
import type { Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { AlarmSaid, Reaction, SayAlarms } from '../live/handler.ts'
import { endedTimers, scriptTimers } from './drill-rules.ts'
import { findDrill } from './drill-store.ts'

const by: Actor = { kind: 'system', id: 'drills', name: 'drills' }

/**
 * The script of a drill runs while it does. A staged alarm is raised each time that its fact is read, under one id: it comes once,
 * also where a process dies in between, and always before the drill's end is read, which clears it.
 */
export const drillReaction = (say: SayAlarms): Reaction => ({
  name: 'drill.follow',
  react: async (parts, fact) => {
    switch (fact.name) {
      case 'drill.started': {
        const drill = await findDrill(parts, fact.id)
        return drill?.state === 'running' ? timed(drill, scriptTimers(drill)) : null
      }
      case 'drill.injected': {
        const said = stagedIn(fact.body)
        if (said.length > 0) await say(parts, said, by)
        return null
      }
      case 'drill.ended':
      case 'drill.aborted':
        return timed(fact.body, endedTimers(fact.body))
      default:
        return null
    }
  },
})

const timed = (drill: Drill, timers: NonNullable<Work['timers']>): Work | null =>
  timers.length > 0 ? { changes: [], timers, reply: null, community: drill.community, mode: drill.id } : null

/** Every alarm that was put in so far; those of before are known by their id. */
const stagedIn = ({ id, community, injects }: Drill): AlarmSaid[] =>
  (injects ?? []).flatMap(({ key, alarm, at, text }) =>
    alarm && at ? [{ id: idFrom('inject', id, key), community, device: alarm.device ?? null, kind: alarm.kind, severity: alarm.severity, change: 'raised' as const, text: text.zh, at: null, mode: id }] : [],
  )
