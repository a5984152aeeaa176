import { desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { keys, keyUses } from '#db/schema/keys.ts'
import type { KeyState } from '#shared/keys.ts'
import { seeAnywhere, seenCommunities, seesEverything } from '../identity/caller.ts'
import { keyColumns } from '../ingest/machine-key-store.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

export const keyQueries: QueryHandlers<'keys'> = { keys: listKeys }

const longest = 2_000

/** Newest first; those of the whole company only for who administers it. */
async function listKeys(parts: Parts, { caller }: Ask<'keys'>): Promise<KeyState[]> {
  seeAnywhere(caller, 'keys')
  const places = await seenCommunities(parts, caller, 'keys', null)
  const theirs = inArray(keys.community, places.map(({ id }) => id))
  return parts.db
    .select({ ...keyColumns, usedAt: keyUses.at, address: keyUses.address, clockSkew: keyUses.clockSkew })
    .from(keys)
    .leftJoin(keyUses, eq(keyUses.key, keys.id))
    .where(seesEverything(caller, 'keys') ? or(theirs, isNull(keys.community)) : theirs)
    .orderBy(desc(keys.madeAt), keys.id)
    .limit(longest)
}
