import type { DispatchRule } from '#shared/dispatch.ts'

type About = Pick<DispatchRule, 'region' | 'community' | 'category' | 'hours'>

const width = ({ region, community, category, hours }: About): number =>
  (community === null ? 8 : 0) + (region === null && community === null ? 4 : 0) + (category === null ? 2 : 0) + (hours === null ? 1 : 0)

/** The most particular first, as they are looked at when an order comes. */
export const byPrecedence = (a: DispatchRule, b: DispatchRule): number => width(a) - width(b) || (a.category ?? '').localeCompare(b.category ?? '') || (a.id < b.id ? -1 : 1)

/** Whether the two are about the same, so that one takes the place of the other. */
export const sameMatter = (a: About, b: About): boolean => a.community === b.community && a.category === b.category && a.hours === b.hours && (a.community !== null || a.region === b.region)

/** Whether nothing is left to what is usual. */
export const holdsForAll = ({ region, community, category, hours }: About): boolean => [region, community, category, hours].every((said) => said === null)
