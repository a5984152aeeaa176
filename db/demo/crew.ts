import type { Category } from '#shared/orders.ts'
import type { Person, Post, Skill } from '#shared/people.ts'
import type { Random } from './random.ts'
import { worksAt } from './rosters.ts'

/** Who sees to a category, the usual post first. */
export const postsFor: Record<Category, readonly Post[]> = {
  'repair': ['repair'], 'security': ['security'], 'cleaning': ['cleaning', 'butler'], 'greening': ['greening', 'butler'], 'complaint': ['butler'],
  'parking': ['security'], 'resident-service': ['butler'], 'inspection': ['repair', 'butler'],
}

export type Crew = {
  /** Somebody of the community for the matter, on duty at that moment where anybody is; null where nobody has the post. */
  forMatter: (random: Random, community: string, category: Category, at: number, skill?: Skill) => Person | null
  manager: (community: string, at: number) => Person | null
  guard: (random: Random, community: string, at: number) => Person | null
}

export function crewOf(people: readonly Person[]): Crew {
  const teams = new Map<string, Person[]>()
  for (const person of people) {
    const key = `${person.community} ${person.post}`
    teams.set(key, [...(teams.get(key) ?? []), person])
  }
  const present = (community: string, post: Post, at: number): Person[] =>
    (teams.get(`${community} ${post}`) ?? []).filter((person, nth) => worksAt(person.post, nth, at))
  const anyone = (random: Random, list: readonly Person[]) => (list.length > 0 ? random.pick(list) : null)
  return {
    forMatter(random, community, category, at, skill) {
      const here = postsFor[category].flatMap((post) => present(community, post, at))
      const skilled = skill ? here.filter((person) => person.skills.includes(skill)) : here
      const all = teams.get(`${community} ${postsFor[category][0]}`) ?? []
      return anyone(random, skilled) ?? anyone(random, here) ?? anyone(random, all)
    },
    manager: (community, at) => present(community, 'duty-manager', at)[0] ?? null,
    guard: (random, community, at) => anyone(random, present(community, 'security', at)),
  }
}
