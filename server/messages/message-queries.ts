import { inArray, isNull, or } from 'drizzle-orm'
import { messageTemplates } from '#db/schema/messages.ts'
import type { MessageTemplate } from '#shared/messages.ts'
import { seeAnywhere, seenCommunities } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

export const messageQueries: QueryHandlers<'templates'> = { templates: listTemplates }

/** The company's, which hold where a community has none, and those of the caller's communities. */
async function listTemplates(parts: Parts, { caller }: Ask<'templates'>): Promise<MessageTemplate[]> {
  seeAnywhere(caller, 'templates')
  const places = await seenCommunities(parts, caller, 'templates', null)
  const { community, turn } = messageTemplates
  return parts.db.select().from(messageTemplates).where(or(isNull(community), inArray(community, places.map(({ id }) => id)))).orderBy(community, turn)
}
