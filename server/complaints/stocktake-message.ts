import { isUnexplained, type Stocktake, type StocktakePlan } from '#shared/complaints.ts'
import type { Bilingual } from '#shared/text.ts'

/** Lines of complaints that one message carries; the counts are of all. */
const most = 200

/**
 * What leaves the house of a stocktake: numbers of orders, staff who are responsible, counts. No word that a resident said or that
 * says who they are; titles too may name people, so they stay inside.
 */
export function stocktakeMessage(plan: StocktakePlan, day: string, scope: Bilingual, taken: Stocktake, nameOf: (community: string) => Bilingual): Record<string, unknown> {
  const people = new Map(taken.people.map(({ id, name }) => [id, name]))
  const delayed = taken.complaints.filter((one) => one.delayed).length
  const unexplained = taken.complaints.filter(isUnexplained).length
  return {
    kind: 'stocktake',
    plan: plan.id,
    day,
    at: taken.at,
    scope,
    open: taken.complaints.length,
    delayed,
    unexplained,
    closed: taken.closed,
    inTime: taken.inTime,
    complaints: taken.complaints.slice(0, most).map(({ order, age, responsible, delayed: late }) => ({
      number: order.number, community: nameOf(order.community), state: order.state, ageHours: age, delayed: late, late: order.late, explained: Boolean(order.rootCause),
      responsible: (responsible && people.get(responsible)) ?? null,
    })),
    warnings: taken.warnings.map(({ titles: _titles, community, ...warning }) => ({ community: nameOf(community), ...warning })),
    text: {
      zh: `【投诉盘点】${scope.zh} ${day}：未结投诉 ${taken.complaints.length} 件，延误 ${delayed} 件，其中未说明根因 ${unexplained} 件；24 小时内关闭 ${taken.closed} 件，按时 ${taken.inTime} 件；增长预警 ${taken.warnings.length} 项。`,
      en: `[Complaints] ${scope.en}, ${day}: ${taken.complaints.length} open, ${delayed} delayed, ${unexplained} of them without a root cause; closed in 24 h: ${taken.closed}, in time: ${taken.inTime}; categories that grow: ${taken.warnings.length}.`,
    } satisfies Bilingual,
  }
}
