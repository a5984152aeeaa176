import type { Person, Post, Skill } from '#shared/people.ts'
import type { Community } from '#shared/sites.ts'
import { personNames } from './person-names.ts'
import type { Random } from './random.ts'

export const staffSize = 300

/** Four of each are the fewest with whom one is present in every shift; the rest follow the households. */
const least: Record<Post, number> = { 'duty-manager': 4, 'repair': 4, 'security': 4, 'butler': 2, 'cleaning': 1, 'greening': 1 }
const share: [Post, number][] = [['butler', 5], ['security', 4], ['repair', 3], ['cleaning', 3], ['greening', 1]]

const skillSets: Record<Post, Skill[][]> = {
  'duty-manager': [['resident-service', 'first-aid']],
  'butler': [['resident-service'], ['resident-service', 'first-aid']],
  'repair': [['electric', 'lift'], ['plumbing', 'carpentry'], ['electric', 'plumbing'], ['electric', 'plumbing', 'lift']],
  'security': [['security'], ['security', 'first-aid'], ['security', 'lift'], ['security']],
  'cleaning': [['cleaning']],
  'greening': [['greening']],
}

/** 300 people for the communities, each of which can be manned round the clock. Staff numbers are "HLHY-023"; each butler has a grid. */
export function peopleOf(communities: readonly Community[], random: Random, id: (...name: (string | number)[]) => string): Person[] {
  const posts = communities.map((community) => ({ community, posts: (Object.keys(least) as Post[]).flatMap((post) => Array<Post>(least[post]).fill(post)) }))
  const households = communities.reduce((sum, community) => sum + community.households, 0)
  const extra = staffSize - posts.reduce((sum, team) => sum + team.posts.length, 0)
  let [given, passed] = [0, 0]
  for (const team of posts) {
    passed += team.community.households
    const more = Math.round((extra * passed) / households) - given
    given += more
    for (let i = 0; i < more; i++) team.posts.push(dealt(i))
  }
  const names = personNames(random, staffSize)
  let next = 0
  return posts.flatMap(({ community, posts: team }) => {
    const seen = new Map<Post, number>()
    return team.map((post, i): Person => {
      const nth = seen.get(post) ?? 0
      seen.set(post, nth + 1)
      const code = `${community.code}-${String(i + 1).padStart(3, '0')}`
      const name = names[next++] ?? { zh: code, en: code }
      return { id: id('person', code), version: 1, community: community.id, code, name, post, skills: skillSets[post][nth % skillSets[post].length] ?? [], grid: post === 'butler' ? `${nth + 1} 号网格` : null, leftAt: null }
    })
  })
}

/** The i-th additional colleague, so that after sixteen all posts have their share. */
function dealt(i: number): Post {
  const order = share.flatMap(([post, parts]) => Array.from({ length: parts }, (_, k) => ({ post, at: (k + 0.5) / parts }))).sort((a, b) => a.at - b.at)
  return order[i % order.length]?.post ?? 'butler'
}
