import { eq } from 'drizzle-orm'
import { communities } from '#db/schema/sites.ts'
import { idFrom } from '../journal/system.ts'
import type { TimerHandler } from '../live/handler.ts'
import { dayOf } from '../timers/local-days.ts'
import { workOf } from './maintenance-commands.ts'
import { decideDue } from './maintenance-rules.ts'
import { findItem } from './maintenance-store.ts'

/** On the morning of its day an item is ordered; the order itself follows from that fact. */
export const maintenanceTimers: Record<'maintenance.due', TimerHandler> = {
  'maintenance.due': async (parts, { subject, dueAt }) => {
    const item = await findItem(parts, subject)
    if (!item) return null
    const [place] = await parts.db.select({ zone: communities.zone }).from(communities).where(eq(communities.id, item.community))
    const zone = place?.zone ?? 'UTC'
    // One that was put off while its timer was being carried out waits for the other.
    if (dayOf(Date.parse(dueAt), zone) < item.day) return null
    const step = decideDue(item, idFrom('maintenance', item.id))
    return step && workOf(step, { zone })
  },
}
