import { checklists } from '#db/schema/checklists.ts'
import { real } from '#shared/modes.ts'
import { and, eq, isNull } from 'drizzle-orm'
import { allowScope, scopeOf } from '../identity/scope-asked.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

export const checklistCommands: CommandHandlers<'checklist.change'> = { 'checklist.change': changeChecklist }

/** There is one list for each place and category: the first change makes it. */
async function changeChecklist(parts: Parts, { id, request: { version, ...asked }, caller }: Call<'checklist.change'>): Promise<Work> {
  const community = asked.community?.toLowerCase() ?? null
  await allowScope(parts, caller, 'checklist.change', scopeOf({ community }))
  const here = community === null ? isNull(checklists.community) : eq(checklists.community, community)
  const [held] = await parts.db.select().from(checklists).where(and(here, eq(checklists.category, asked.category)))
  if ((held?.version ?? null) !== version) throw new Refusal('conflict', { current: held ?? null })
  const keys = asked.items.map(({ key }) => key)
  if (new Set(keys).size < keys.length) throw new Refusal('invalid', { errors: [{ field: 'items', message: { zh: '同一项写了两次', en: 'The same item is there twice' } }] })
  const body = { ...asked, community, id: held?.id ?? id, version: (version ?? 0) + 1 }
  return {
    changes: [change(checklists, body, { name: 'checklist.changed', body })],
    reply: { fact: 'checklist.changed', body },
    community,
    mode: real,
    detail: { checklist: body.id, category: body.category, items: body.items.map(({ name }) => name.zh), photo: body.photo, signature: body.signature },
  }
}
