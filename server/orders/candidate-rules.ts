import { distance, type LonLat } from '#shared/geo.ts'
import type { Candidate, Category, Order } from '#shared/orders.ts'
import { positionAge } from '#shared/patrol.ts'
import type { Skill } from '#shared/people.ts'
import { skillsFor } from '#shared/skills.ts'
import type { Language } from '#shared/text.ts'
import type { Metres } from './way-rules.ts'

/** An open order in somebody's hands; times in epoch milliseconds, `minutes` that the work still takes. */
export type Carried = { order: string; building: string | null; arriveBy: number | null; finishBy: number | null; minutes: number }

/** What is known of a person at the moment of ranking. Times in epoch milliseconds. */
export type Staff = {
  id: string
  skills: readonly Skill[]
  languages: readonly Language[]
  grid: string | null
  onShift: boolean
  carries: readonly Carried[]
  /** Orders that are proposed for them and that nobody has. */
  offered: readonly string[]
  /** When they were last given something. */
  givenAt: number | null
  position: { point: LonLat; at: number } | null
}

/** Where the work is. `grid`: whose part of the community that is. */
export type Scene = { place: LonLat | null; grid: string | null; metres: Metres }

type Task = Pick<Order, 'id' | 'category' | 'title' | 'assignee' | 'building' | 'language' | 'dispatch' | 'arriveBy' | 'finishBy' | 'arrivedAt' | 'finishedAt' | 'state'>

/** More open orders than this are not carried at once (ICS span of control: 3 to 7, 5 wanted). */
const mostOpen = 5
/** Walking speed: metres a minute. */
const pace = 70
/** Metres within which somebody counts as near. */
const nearBy = 300
/** Metres from which nearness counts for nothing. */
const farAway = 1_500

/** Minutes on the way and at work that one order usually takes. Only to tell whether promises hold, never shown. */
const usualMinutes: Record<Category, number> = {
  repair: 45, security: 20, cleaning: 30, greening: 45, complaint: 45, parking: 20, 'resident-service': 30, inspection: 45,
}

/** Everybody, those who can first, best first. */
export function rank(task: Task, scene: Scene, staff: readonly Staff[], now: number): Candidate[] {
  const wanted = skillsFor(task)
  const mine = carriedOf(task)
  return staff
    .map((one) => candidate(task, mine, wanted, scene, one, now))
    .sort((a, b) => Number(b.suitable) - Number(a.suitable) || b.score - a.score || (a.person < b.person ? -1 : 1))
}

function candidate(task: Task, mine: Carried, wanted: readonly Skill[], { place, grid, metres: walk }: Scene, one: Staff, now: number): Candidate {
  const age = one.position && Math.max(0, Math.round((now - one.position.at) / 1000))
  const usable = one.position && age !== null && age <= positionAge.undispatchable ? one.position.point : null
  const metres = usable && place ? Math.round(walk(usable, place)) : null
  const others = one.carries.filter(({ order }) => order !== task.id)
  const offered = one.offered.filter((order) => order !== task.id).length
  const wouldBreak = brokenBy(mine, others, now)
  const fit = {
    skill: one.skills.some((skill) => wanted.includes(skill)),
    near: metres !== null && metres <= nearBy,
    free: others.length === 0,
    'fresh-position': age !== null && age <= positionAge.stale,
    'same-building': task.building !== null && others.some(({ building }) => building === task.building),
    'same-grid': grid !== null && one.grid === grid,
    // Everybody speaks Chinese unless told otherwise: that is no reason for anybody.
    language: task.language != null && task.language !== 'zh' && one.languages.includes(task.language),
  } satisfies Record<Candidate['reasons'][number], boolean>
  const unfit = {
    'off-shift': !one.onShift,
    'no-skill': !fit.skill,
    'already-assigned': one.id === task.assignee,
    overloaded: others.length >= mostOpen,
    silent: age !== null && age > positionAge.undispatchable,
    declined: task.dispatch?.passed.includes(one.id) ?? false,
  } satisfies Record<Candidate['exclusions'][number], boolean>
  const exclusions = named(unfit)
  return {
    person: one.id,
    suitable: exclusions.length === 0,
    score: score(fit, metres, others.length + offered, wouldBreak),
    metres,
    minutes: metres === null ? null : Math.max(1, Math.round(metres / pace)),
    openOrders: others.length,
    positionAgeSeconds: age,
    wouldBreak,
    reasons: named(fit),
    exclusions,
  }
}

const named = <K extends string>(said: Record<K, boolean>): K[] => (Object.keys(said) as K[]).filter((key) => said[key])

/**
 * 0 to 100: skill 40, nearness up to 25 (none beyond 1.5 km along the site, or where unknown), load up to 20, fresh position, same building,
 * same grid and language up to 15; each promise to others that would break takes 10 away.
 */
function score(fit: Record<Candidate['reasons'][number], boolean>, metres: number | null, load: number, wouldBreak: number): number {
  const near = metres === null ? 0 : 25 * Math.max(0, 1 - metres / farAway)
  const free = 20 * Math.max(0, 1 - load / mostOpen)
  const besides = Number(fit['fresh-position']) * 5 + Number(fit['same-building']) * 4 + Number(fit['same-grid']) * 3 + Number(fit.language) * 3
  return Math.max(0, Math.round(((fit.skill ? 40 : 0) + near + free + besides - 10 * wouldBreak) * 10) / 10)
}

/** An order as a part of somebody's load. */
export function carriedOf(order: Pick<Order, 'id' | 'building' | 'category' | 'state' | 'arriveBy' | 'arrivedAt' | 'finishBy' | 'finishedAt'>): Carried {
  const minutes = usualMinutes[order.category]
  return {
    order: order.id,
    building: order.building,
    arriveBy: order.arriveBy && order.arrivedAt === null ? Date.parse(order.arriveBy) : null,
    finishBy: order.finishedAt === null ? Date.parse(order.finishBy) : null,
    minutes: order.state === 'arrived' ? minutes / 2 : minutes,
  }
}

/**
 * How many promises of the orders in hand would be broken by one more, that would be kept without it. Each is taken in turn by what
 * runs out first and takes what is usual for its category: an estimate, which does not depend on where anybody is.
 */
export function brokenBy(one: Carried, others: readonly Carried[], now: number): number {
  const before = kept(others, now)
  const after = kept([...others, one], now)
  return [...before].filter((promise) => !after.has(promise)).length
}

function kept(carries: readonly Carried[], now: number): Set<string> {
  const runsOut = ({ arriveBy, finishBy }: Carried) => arriveBy ?? finishBy ?? Infinity
  const promises = new Set<string>()
  let at = now
  for (const { order, arriveBy, finishBy, minutes } of carries.toSorted((a, b) => runsOut(a) - runsOut(b) || (a.order < b.order ? -1 : 1))) {
    if (arriveBy !== null && at <= arriveBy) promises.add(`${order}:arrive`)
    at += minutes * 60_000
    if (finishBy !== null && at <= finishBy) promises.add(`${order}:finish`)
  }
  return promises
}

/** The person once they have been given this order besides; for who gives out several at once. */
export const loaded = (one: Staff, order: Parameters<typeof carriedOf>[0], now: number): Staff => ({ ...one, carries: [...one.carries, carriedOf(order)], givenAt: now })

/** The same person for those who are not shown where people are. Even coarse minutes, asked for order after order, find somebody. */
export const unplaced = (one: Staff): Staff => ({ ...one, position: null })

/** Straight, for where a site has no ways. */
export const asTheCrowWalks: Metres = (from, to) => distance(from, to) * 1.3
