import { DateTime, IANAZone } from 'luxon'
import { isPassed, type Cadence } from '#shared/drills.ts'
import { isByHand } from '#shared/plan-rules.ts'
import type { Plan, PlanNeed } from '#shared/plans.ts'
import type { Post } from '#shared/people.ts'
import type { DrillLack, Readiness, readinessReasons, ReadinessReason } from '#shared/readiness.ts'
import { isFirm, poolRule, type Resource, type ResourceKind } from '#shared/resources.ts'

type Reason = (typeof readinessReasons)[number]

/** What each is worth, of 100: most what decides in the first minutes, who is there and what is there. */
export const worth = {
  // A step that nobody can take is not taken, whatever else is in order.
  'posts': 25,
  // What the plan's table names and the store does not have.
  'stock': 15,
  // A number that nobody answers is found out on the night it is needed.
  'contacts': 10,
  // Expired goods and agreements are there and do not help.
  'in-date': 10,
  // The field's own minimum, beyond this one plan.
  'pool': 10,
  // Plans age with the place they are for.
  'reviewed': 10,
  // Practised at all, and then well: what was never tried is only paper.
  'drilled': 10,
  'passed': 10,
} as const satisfies Record<Reason, number>

const day = 86_400_000
/** In which posts are looked at, contacts tested and plans reviewed, milliseconds. */
export const looksAhead = 7 * day
const testedWithin = 30 * day
const reviewedWithin = 365 * day
/** How often is drilled where no cadence says so, months. */
const quarterly = 3

export type Pooled = Pick<Resource, 'kind' | 'name' | 'stock' | 'goodUntil' | 'contactedAt'> & { /** Whether there is anybody to call. */ contact: boolean }
/** The last drill of a plan (by its series) that was held to its end. `points`: the mean of each objective that was scored. */
export type Held = { plan: string; endedAt: string; points: number[] }
/** What is known of one community. `cover`: which posts were there together, for how many seconds of the next 7 days. */
export type Standing = { community: string; zone: string; cover: { posts: Post[]; seconds: number }[]; resources: Pooled[]; drills: Held[] }
export type Rated = Pick<Plan, 'id' | 'series' | 'scene' | 'steps' | 'resources' | 'publishedAt'>
type Frequency = Pick<Cadence, 'community' | 'scene' | 'months'>

type Share = { share: number; about?: string[]; named?: Pooled['name'][] }

/** How ready each community is for each plan, the least ready first. `rest` is awaited after each community: there may be thousands. */
export async function readinessOfAll(plans: readonly Rated[], standings: readonly Standing[], cadences: readonly Frequency[], now: number, rest: () => Promise<void>): Promise<Readiness[]> {
  const calendars = new Map([...new Set(standings.map(({ zone }) => zone))].map((zone) => [zone, calendarOf(zone, now)]))
  const rated: Readiness[] = []
  for (const standing of standings) {
    for (const plan of plans) rated.push(readinessOf(plan, standing, cadences, now, calendars.get(standing.zone)))
    await rest()
  }
  return rated.toSorted((a, b) => a.percent - b.percent)
}

/** How ready a community is for a plan. 100 only where nothing is missing at all. */
export function readinessOf(plan: Rated, standing: Standing, cadences: readonly Frequency[], now: number, { today, monthsAgo } = calendarOf(standing.zone, now)): Readiness {
  const good = ({ goodUntil }: Pooled): boolean => !goodUntil || goodUntil >= today
  const needed = standing.resources.filter((resource) => plan.resources.some((need) => fits(need, resource)))
  const shares: Record<Reason, Share> = {
    'posts': postsCovered(plan, standing),
    'contacts': contactsTested(plan, needed, now),
    'stock': inStock(plan, standing.resources),
    'in-date': ofAll(needed, good),
    'pool': poolKept(standing.resources.filter(good)),
    'reviewed': { share: plan.publishedAt && now - Date.parse(plan.publishedAt) <= reviewedWithin ? 1 : 0 },
    'drilled': drilled(plan, standing, cadences, monthsAgo),
    'passed': passed(plan, standing),
  }
  const reasons = (Object.keys(shares) as Reason[]).flatMap((reason): ReadinessReason[] => {
    const { share, about = [], named = [] } = shares[reason]
    return share < 1 ? [{ reason, weight: worth[reason], share, about, named }] : []
  })
  const taken = reasons.reduce((all, { weight, share }) => all + weight * (1 - share), 0)
  return { community: standing.community, plan: plan.id, scene: plan.scene, percent: Math.max(0, Math.floor(100 - taken + 1e-6)), reasons }
}

/** A line that names what it wants is met by what has that in its name, or is named within it. */
export function fits({ kind, name }: PlanNeed, resource: Pick<Resource, 'kind' | 'name'>): boolean {
  if (kind !== resource.kind) return false
  const alike = (a: string, b: string): boolean => a.toLowerCase().includes(b.toLowerCase()) || b.toLowerCase().includes(a.toLowerCase())
  return !name || alike(resource.name.zh, name.zh) || alike(resource.name.en, name.en)
}

/** The mean over the posts that people's steps name of how much of the time somebody is there for it, or stands in. */
function postsCovered({ steps }: Rated, { cover }: Standing): Share {
  const needs = new Map(steps.filter(isByHand).map(({ post, orElse }) => [[post, ...(orElse ?? [])].join(), { post, all: [post, ...(orElse ?? [])] }]))
  const shares = [...needs.values()].map(({ post, all }) => {
    const held = cover.reduce((sum, { posts, seconds }) => (all.some((one) => posts.includes(one)) ? sum + seconds : sum), 0)
    return { post, share: Math.min(1, (held * 1000) / looksAhead) }
  })
  const lacking = shares.filter(({ share }) => share < 1 - 1e-6)
  return { share: lacking.length === 0 ? 1 : mean(shares.map(({ share }) => share)), about: [...new Set(lacking.map(({ post }) => post))] }
}

/** Firms are there to be called; own goods only where they name somebody. */
function contactsTested({ resources }: Rated, needed: readonly Pooled[], now: number): Share {
  if (resources.length > 0 && needed.length === 0) return { share: 0, about: [...new Set(resources.map(({ kind }) => kind))] }
  return ofAll(needed.filter(({ kind, contact }) => isFirm(kind) || contact), ({ contact, contactedAt }) => contact && contactedAt != null && now - Date.parse(contactedAt) <= testedWithin)
}

/** What nobody counted is one of it; of firms each is one. */
function inStock({ resources: needs }: Rated, resources: readonly Pooled[]): Share {
  const shares = needs.map((need) => {
    const there = resources.filter((resource) => fits(need, resource)).reduce((sum, { kind, stock }) => sum + (isFirm(kind) ? 1 : (stock ?? 1)), 0)
    return { need, share: Math.min(1, there / need.amount) }
  })
  const short = shares.filter(({ share }) => share < 1).map(({ need }) => need)
  return { share: shares.length === 0 ? 1 : mean(shares.map(({ share }) => share)), about: [...new Set(short.flatMap(({ kind, name }) => (name ? [] : [kind])))], named: short.flatMap(({ name }) => name ?? []) }
}

function poolKept(resources: readonly Pooled[]): Share {
  const kinds = Object.keys(poolRule) as (keyof typeof poolRule)[]
  const there = (kind: ResourceKind): number => resources.filter((resource) => resource.kind === kind).length
  return { share: mean(kinds.map((kind) => Math.min(1, there(kind) / poolRule[kind]))), about: kinds.filter((kind) => there(kind) < poolRule[kind]) }
}

/**
 * Half where the scene has no cadence of its own and the community drilled others in that time: with a dozen scenes and one drill a
 * quarter nobody can practise each of them every quarter, but their people are practised.
 */
function drilled({ series, scene }: Rated, { community, drills }: Standing, cadences: readonly Frequency[], monthsAgo: Calendar['monthsAgo']): Share {
  const fitting = (of: Cadence['scene']): Frequency | undefined => {
    const all = cadences.filter((one) => one.scene === of && (one.community === null || one.community === community))
    return all.find((one) => one.community !== null) ?? all[0]
  }
  const own = fitting(scene)
  const since = monthsAgo((own ?? fitting(null))?.months ?? quarterly)
  const inTime = ({ endedAt }: Held): boolean => Date.parse(endedAt) >= since
  const last = drills.find(({ plan }) => plan === series)
  if (last && inTime(last)) return { share: 1 }
  if (!own && drills.some(inTime)) return { share: 0.5, about: lack('others') }
  return { share: 0, about: lack(last ? 'late' : 'never') }
}

function passed({ series }: Rated, { drills }: Standing): Share {
  const last = drills.find(({ plan }) => plan === series)
  if (!last) return { share: 0, about: lack('never') }
  const result = isPassed(last.points)
  return result ? { share: 1 } : { share: 0, about: lack(result === null ? 'unscored' : 'failed') }
}

const lack = (what: DrillLack): string[] => [what]

/** Names those that are not so; all of nothing is all. */
function ofAll(resources: readonly Pooled[], so: (resource: Pooled) => boolean): Share {
  const not = resources.filter((resource) => !so(resource))
  return { share: resources.length === 0 ? 1 : (resources.length - not.length) / resources.length, named: not.map(({ name }) => name) }
}

const mean = (shares: readonly number[]): number => (shares.length === 0 ? 1 : shares.reduce((sum, one) => sum + one, 0) / shares.length)

/** The day (YYYY-MM-DD) that it is in a zone, and the instant so many months ago there. Asked once of each zone: Intl is slow to answer. */
type Calendar = { today: string; monthsAgo: (months: number) => number }

function calendarOf(zone: string, now: number): Calendar {
  const local = DateTime.fromMillis(now, { zone: IANAZone.isValidZone(zone) ? zone : 'UTC' })
  const known = new Map<number, number>()
  const monthsAgo = (months: number): number => {
    const at = known.get(months) ?? local.minus({ months }).toMillis()
    known.set(months, at)
    return at
  }
  return { today: local.toFormat('yyyy-MM-dd'), monthsAgo }
}
