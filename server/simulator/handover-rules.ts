import { idOf, makeRandom } from '#db/demo/random.ts'
import type { Picture } from '#shared/picture.ts'
import type { Shift } from '#shared/shifts.ts'
import { passed, type Act, type Moment } from './actions.ts'
import { usernameOf, type Company } from './company.ts'

/** Minutes for which a change is looked after; the server looks back no further. */
const lookBack = 120

/** Those who change shift sign: who goes after a minute or two, who comes a little later, so that a visitor could. */
export function handoverDuties(company: Company, picture: Picture, moment: Moment): Act[] {
  const turns = [...picture.shift.values()].filter((shift) => shift.post === 'duty-manager' && (shift.state ?? 'planned') === 'planned')
  return turns.filter((shift) => isRecent(shift, moment.now)).flatMap((comes) => {
    const before = turns.filter((shift) => shift.community === comes.community && shift.startsAt < comes.startsAt && shift.endsAt >= comes.startsAt)
    if (before.some(({ person }) => person === comes.person)) return []
    const goes = before.toSorted((a, b) => a.endsAt.localeCompare(b.endsAt))[0]
    const random = makeRandom(comes.id)
    const [give, take] = [1 + random.next(), 3 + 3 * random.next()]
    return [...(goes ? sign(company, goes, 'give', comes, give, moment) : []), ...sign(company, comes, 'take', comes, take, moment)]
  })
}

function isRecent({ startsAt }: Shift, now: number): boolean {
  const ago = now - Date.parse(startsAt)
  return ago >= 0 && ago < lookBack * 60_000
}

function sign(company: Company, { person }: Shift, side: 'give' | 'take', { community, startsAt: at }: Shift, minutes: number, moment: Moment): Act[] {
  const who = company.people.get(person)
  if (!who || !passed(moment, at, minutes)) return []
  return [{ kind: 'sign', key: idOf(side, community, at), as: usernameOf(who), community, at, side }]
}
