import { and, eq, sql } from 'drizzle-orm'
import { user } from '#db/schema/identity.ts'
import { routes } from '#db/schema/patrol.ts'
import { resources } from '#db/schema/resources.ts'
import { buildings, communities, features, regions } from '#db/schema/sites.ts'
import { seenCommunities } from '../identity/caller.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { among } from './site-store.ts'

export const siteQueries: QueryHandlers<'me' | 'sites'> = {
  me: async (parts, { caller }) => {
    const places = await seenCommunities(parts, caller, 'me', null)
    const seen = { communities: places.map(({ id }) => id), regions: [...new Set(places.map(({ region }) => region))] }
    const [found, inScope, around] = await Promise.all([
      parts.db.select({ id: user.id, name: user.name, username: user.username }).from(user).where(eq(user.id, caller.actor.id)),
      parts.db.select().from(communities).where(among(communities.id, seen.communities)).orderBy(communities.code),
      parts.db.select().from(regions).where(among(regions.id, seen.regions)),
    ])
    const { id, name } = found[0] ?? caller.actor
    return { user: { id, name, username: found[0]?.username ?? name }, person: caller.person, kind: caller.kind, grants: caller.grants, regions: around, communities: inScope }
  },

  sites: async (parts, { params, caller }) => {
    const ids = (await communitiesAsked(parts, caller, 'sites', params.communities)).map(({ id }) => id)
    const { db } = parts
    const [own, built, mapped, drawn, stocked] = await Promise.all([
      db.select().from(communities).where(among(communities.id, ids)).orderBy(communities.code),
      db.select().from(buildings).where(among(buildings.community, ids)),
      db.select().from(features).where(among(features.community, ids)),
      db.select().from(routes).where(among(routes.community, ids)),
      db.select().from(resources).where(and(among(resources.community, ids), sql`${resources.ended} is not true`)),
    ])
    return { communities: own, buildings: built, features: mapped, routes: drawn, resources: stocked }
  },
}
