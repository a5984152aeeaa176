import { checklists } from '#db/schema/checklists.ts'
import { asc } from 'drizzle-orm'
import { seeAnywhere } from '../identity/caller.ts'
import { holdsForCaller } from '../identity/scope-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'

/** The company's lists, and those of the caller's communities. */
export const checklistQueries: QueryHandlers<'checklists'> = {
  checklists: async (parts, { caller }) => {
    seeAnywhere(caller, 'checklists')
    return (await parts.db.select().from(checklists).orderBy(asc(checklists.id))).filter(await holdsForCaller(parts, caller, 'checklists'))
  },
}
