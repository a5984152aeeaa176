import { pickMatter, placeIn } from '#db/demo/matters.ts'
import { residentName } from '#db/demo/person-names.ts'
import { phoneOf } from '#db/demo/phones.ts'
import { idOf, type Random } from '#db/demo/random.ts'
import { dailyPerThousand, liveliness } from '#db/demo/rhythms.ts'
import type { DoorRequest } from '#shared/doors.ts'
import { categories } from '#shared/orders.ts'
import type { Company } from './company.ts'

/** Even at four in the morning a visitor sees something happen, in relation to the mean of the day. */
const quietest = 0.3

/** What residents ask for between two moments of the played day (epoch milliseconds), with the rhythm of the hour. */
export function requestsBetween(random: Random, company: Company, from: number, to: number): DoorRequest[] {
  return company.communities.flatMap((community) =>
    categories.flatMap((category) => {
      const daily = (dailyPerThousand[category] * community.households) / 1000
      const mean = daily * Math.max(quietest, liveliness(category, to)) * ((to - from) / 86_400_000)
      return Array.from({ length: random.poisson(mean) }, (_, i): DoorRequest => {
        const matter = pickMatter(random, category)
        const houses = [...company.buildings.values()].filter((one) => one.community === community.id && one.use === 'residential')
        const house = random.weighted(houses, (one) => one.households)
        const id = idOf('request', community.code, category, to, i, random.int(0, 1e9))
        return {
          id, community: community.code, building: matter.outside ? null : house.code,
          place: matter.outside ? '' : placeIn(random, house), category, priority: matter.priority, title: matter.title, description: '',
          ...(category === 'inspection' ? { reporter: null } : { reporter: residentName(random), phone: phoneOf(id) }),
        }
      })
    }),
  )
}
