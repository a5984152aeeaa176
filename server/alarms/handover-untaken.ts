import { and, eq, gt } from 'drizzle-orm'
import { handovers } from '#db/schema/handovers.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import type { Handover, HandoverState } from '#shared/handovers.ts'
import { idFrom } from '../journal/system.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { alarmKey, heldOf } from './alarm-store.ts'
import { workOf } from './alarm-work.ts'
import { decideSaid, type Said } from './raise-rules.ts'
import { readResponses } from './response-book.ts'

const kind = 'shift.untaken'

/** A shift that nobody took over is an alarm of its community until the room is taken, for this shift or for a later one. */
export const untakenReaction: Reaction = {
  name: 'alarm.untaken',
  react: async (parts, fact, now) => {
    if (fact.name !== 'handover.missed' && fact.name !== 'handover.taken') return null
    const change = await changeOf(parts, fact)
    if (!change) return null
    const { community, id } = fact.body
    const key = alarmKey({ community, device: null, kind, mode: real })
    const [held, responses] = await Promise.all([heldOf(parts.sql, [key], now), readResponses(parts.sql)])
    const said: Said = { kind, severity: 'major', change, text: '', at: null }
    const setting = { now, responses, source: { community, device: null }, id: idFrom('alarm', kind, id), aside: { cause: null, window: null } }
    const step = decideSaid(held.get(key) ?? null, said, setting)
    return step ? workOf(step) : null
  },
}

/** What a later change of shift says counts for more than what this one does. */
async function changeOf(parts: Parts, { name, body }: Fact<'handover.missed' | 'handover.taken'>): Promise<Said['change'] | null> {
  if (name === 'handover.missed') return (await hasLater(parts, body, 'taken')) ? null : 'raised'
  return (await hasLater(parts, body, 'missed')) ? null : 'cleared'
}

async function hasLater(parts: Parts, { community, at }: Handover, state: HandoverState): Promise<boolean> {
  const rows = await parts.db.select({ id: handovers.id }).from(handovers)
    .where(and(eq(handovers.community, community), gt(handovers.at, at), eq(handovers.state, state))).limit(1)
  return rows.length > 0
}
