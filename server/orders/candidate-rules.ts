import { distance, type LonLat } from '#shared/geo.ts'
import type { Candidate, Category, Order } from '#shared/orders.ts'
import { positionAge } from '#shared/patrol.ts'
import type { Skill } from '#shared/people.ts'

/** What is known of a person at the moment of ranking. `at` in epoch milliseconds. */
export type Staff = {
  id: string
  skills: readonly Skill[]
  onShift: boolean
  openOrders: number
  /** Has another open order in the order's building. */
  inBuilding: boolean
  position: { point: LonLat; at: number } | null
}

type Task = Pick<Order, 'category' | 'title' | 'assignee'>

/** More open orders than this are not carried at once (ICS span of control: 3 to 7, 5 wanted). */
const mostOpen = 5
/** Walking speed with the corners of a site in it: metres a minute. */
const pace = 60
/** Metres within which somebody counts as near. */
const nearBy = 300

/** By the words of the title; the first that fits, so that 电梯 (lift) is not taken for 电 (power). */
const skillWords: [Skill, RegExp][] = [
  ['lift', /电梯|困人|lift|elevator/i],
  ['plumbing', /水|漏|管道|马桶|下水|堵|龙头|pipe|leak|water|toilet|drain|tap\b|plumb/i],
  ['electric', /电|灯|跳闸|插座|power|light|electric|socket|fuse/i],
  ['carpentry', /门|窗|锁|柜|地板|door|window|lock|cupboard|floor/i],
]
const skillsOf: Record<Category, readonly Skill[]> = {
  repair: ['electric', 'plumbing', 'carpentry', 'lift'],
  security: ['security'],
  cleaning: ['cleaning'],
  greening: ['greening'],
  complaint: ['resident-service'],
  parking: ['security'],
  'resident-service': ['resident-service'],
  inspection: ['electric', 'plumbing', 'carpentry', 'lift', 'security'],
}

/** Any one of these is enough. */
export function skillsFor(task: Pick<Task, 'category' | 'title'>): readonly Skill[] {
  if (task.category !== 'repair') return skillsOf[task.category]
  const named = skillWords.find(([, words]) => words.test(task.title))
  return named ? [named[0]] : skillsOf.repair
}

/** Everybody, those who can first, best first. `place` is where the work is. */
export function rank(task: Task, place: LonLat | null, staff: readonly Staff[], now: number): Candidate[] {
  const wanted = skillsFor(task)
  return staff
    .map((one) => candidate(task, wanted, place, one, now))
    .sort((a, b) => Number(b.suitable) - Number(a.suitable) || b.score - a.score || (a.person < b.person ? -1 : 1))
}

function candidate(task: Task, wanted: readonly Skill[], place: LonLat | null, one: Staff, now: number): Candidate {
  const age = one.position && Math.max(0, Math.round((now - one.position.at) / 1000))
  const usable = one.position && age !== null && age <= positionAge.undispatchable ? one.position.point : null
  const metres = usable && place ? Math.round(distance(usable, place)) : null
  const skilled = one.skills.some((skill) => wanted.includes(skill))

  const reasons: Candidate['reasons'] = []
  if (skilled) reasons.push('skill')
  if (metres !== null && metres <= nearBy) reasons.push('near')
  if (one.openOrders === 0) reasons.push('free')
  if (age !== null && age <= positionAge.stale) reasons.push('fresh-position')
  if (one.inBuilding) reasons.push('same-building')

  const exclusions: Candidate['exclusions'] = []
  if (!one.onShift) exclusions.push('off-shift')
  if (!skilled) exclusions.push('no-skill')
  if (one.id === task.assignee) exclusions.push('already-assigned')
  if (one.openOrders >= mostOpen) exclusions.push('overloaded')
  if (age !== null && age > positionAge.undispatchable) exclusions.push('silent')

  return {
    person: one.id,
    suitable: exclusions.length === 0,
    score: score(skilled, metres, one, age),
    metres,
    minutes: metres === null ? null : Math.max(1, Math.round(metres / pace)),
    openOrders: one.openOrders,
    positionAgeSeconds: age,
    wouldBreak: 0,
    reasons,
    exclusions,
  }
}

/** The same person for those who are not shown where people are. Even coarse minutes, asked for order after order, find somebody. */
export const unplaced = (one: Staff): Staff => ({ ...one, position: null })

/** 0 to 100: skill 40, nearness up to 30 (none beyond 1.5 km or where unknown), load up to 20, fresh position 5, same building 5. */
function score(skilled: boolean, metres: number | null, one: Staff, age: number | null): number {
  const near = metres === null ? 0 : 30 * Math.max(0, 1 - metres / 1_500)
  const free = 20 * Math.max(0, 1 - one.openOrders / mostOpen)
  const fresh = age !== null && age <= positionAge.stale ? 5 : 0
  return Math.round(((skilled ? 40 : 0) + near + free + fresh + (one.inBuilding ? 5 : 0)) * 10) / 10
}
