import { makeRandom, type Random } from '#db/demo/random.ts'
import type { DoorPosition } from '#shared/doors.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import type { Moment } from './actions.ts'
import { placeOf, type Company } from './company.ts'
import { checkpointGoal, nextCheckpoint } from './patrol-rules.ts'
import { goalOf, inHand, isAtHand } from './staff-rules.ts'
import { headFor, walked, walkingSpeed, type Walker } from './walker-rules.ts'

/** Minutes of the played day that somebody with nothing in hand stays where they are. */
const linger = 6

/** Everybody on duty, and whoever still has work in hand, a little further on: to their order, along their round, or about the place. */
export function movedOn(company: Company, picture: Picture, walkers: ReadonlyMap<string, Walker>, moment: Moment, seconds: number): Map<string, Walker> {
  const runs = new Map([...picture.run.values()].filter((run) => run.mode === 'real').map((run) => [run.person, run]))
  const out = new Set(moment.present)
  for (const order of picture.order.values()) if (order.assignee && isAtHand(order)) out.add(order.assignee)
  for (const person of runs.keys()) out.add(person)
  const next = new Map<string, Walker>()
  for (const id of out) {
    const person = company.people.get(id)
    const ground = person && company.grounds.get(person.community)
    if (!person || !ground) continue
    const walker = walkers.get(id) ?? { at: spot(company, person, 0), way: [], goal: '' }
    const order = inHand(picture, id)
    const run = runs.get(id)
    const checkpoint = run && nextCheckpoint(company, run)
    const target = order
      ? { goal: goalOf(order), to: placeOf(company, order) }
      : run && checkpoint
        ? { goal: checkpointGoal(run, checkpoint.key), to: checkpoint.point }
        : idle(company, person, moment.day)
    const headed = target.to ? headFor(walker, ground, target.goal, target.to) : walker
    next.set(id, walked(headed, seconds * moment.speed * walkingSpeed * (order ? 1 : 0.75)))
  }
  return next
}

/** Now here, now there around the own corner of the estate. */
function idle(company: Company, person: Person, day: number): { goal: string; to: LonLat } {
  const turn = Math.floor(day / (linger * 60_000) + makeRandom(person.id).next())
  return { goal: `about ${turn}`, to: spot(company, person, turn) }
}

function spot(company: Company, person: Person, turn: number): LonLat {
  const corners = company.grounds.get(person.community)?.corners ?? []
  const home = Math.floor(makeRandom(`${person.id} home`).next() * corners.length)
  const reach = person.post === 'duty-manager' ? 2 : 18
  const random = makeRandom(`${person.id} ${turn}`)
  return corners[(home + random.int(0, reach)) % corners.length] ?? company.communities[0]?.center ?? [0, 0]
}

/** What phones report now. A few have a poor link and are heard of every two minutes only. */
export function positionsOf(random: Random, company: Company, walkers: ReadonlyMap<string, Walker>, now: number): DoorPosition[] {
  return [...walkers].flatMap(([id, walker]): DoorPosition[] => {
    const person = company.people.get(id)
    if (!person) return []
    const phone = makeRandom(`${id} phone`)
    if (phone.chance(0.05) && Math.floor(now / 1000 + phone.int(0, 120)) % 120 !== 0) return []
    const blur = () => (random.next() - 0.5) * 3e-5
    const battery = Math.round(100 - ((now / 600_000 + phone.int(0, 70)) % 75))
    return [{ person: person.code, point: [walker.at[0] + blur(), walker.at[1] + blur()], accuracy: phone.int(4, 12), battery, at: null }]
  })
}
