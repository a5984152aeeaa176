import { eq } from 'drizzle-orm'
import { findings } from '#db/schema/findings.ts'
import type { Finding } from '#shared/findings.ts'
import { real } from '#shared/modes.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import { worksAt } from './order-store.ts'
import { workOf } from './order-work.ts'
import { followingMaker } from './plan-order-making.ts'
import { orderOfFinding } from './plan-order-rules.ts'

/** What a case or a drill showed is put right in the world: by a real order, which the finding then names. Decided on the finding as it is now. */
export const findingOrderReaction: Reaction = {
  name: 'order.of-finding',
  react: async (parts, fact, now) => {
    if (fact.name !== 'finding.noted' && fact.name !== 'finding.changed') return null
    const [finding] = await parts.db.select().from(findings).where(eq(findings.id, fact.id))
    const following = finding && orderOfFinding(finding)
    if (!following) return null
    const owner = finding.owner && (await worksAt(parts, finding.community, finding.owner)) ? finding.owner : null
    const make = await followingMaker(parts, finding.community, now)
    const decision = make(following, { mode: real, owner, dueOn: finding.dueOn })
    const ordered: Finding = { ...finding, version: finding.version + 1, order: following.id }
    return decision && workOf(decision, { changes: [change(findings, ordered, { name: 'finding.ordered', body: ordered })] }, { finding: finding.id })
  },
}
