import { feedLimits } from '#db/schema/ingest.ts'
import { real } from '#shared/modes.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { findLimit } from './feed-limit-store.ts'

export const feedCommands: CommandHandlers<'feed.limit'> = { 'feed.limit': limit }

/** A feed has a limit of its own from the first change on. */
async function limit(parts: Parts, { id, request, caller }: Call<'feed.limit'>): Promise<Work> {
  const { community, door, seconds } = request
  await allow(parts, caller, 'feed.limit', community)
  const held = await findLimit(parts, community, door)
  const body = { id: held?.id ?? id, version: (held?.version ?? 0) + 1, community, door, seconds }
  return {
    changes: [change(feedLimits, body, { name: 'feed.limited', body })], reply: { fact: 'feed.limited', body }, community, mode: real, detail: { door, seconds },
  }
}
