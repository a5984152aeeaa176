import { savedFilters } from '#db/schema/filters.ts'
import type { CommandName } from '#shared/commands.ts'
import { real } from '#shared/modes.ts'
import type { SavedFilter } from '#shared/filters.ts'
import { may } from '#shared/roles.ts'
import type { Caller } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { filtersOf, findFilter } from './filter-store.ts'

/** Of one person. */
const most = 50

export const filterCommands: CommandHandlers<'filter.save' | 'filter.drop'> = { 'filter.save': save, 'filter.drop': drop }

/** Under a name that they have used before it takes the place of what was there. */
async function save(parts: Parts, { id, request, caller }: Call<'filter.save'>): Promise<Work> {
  mayKeep(caller, 'filter.save')
  const own = await filtersOf(parts, caller.actor.id)
  const same = own.find(({ name }) => name === request.name)
  if (!same && own.length >= most) throw new Refusal('invalid', { errors: [{ field: 'name', message: { zh: `最多保存 ${most} 个筛选，请先删除不用的`, en: `At most ${most} filters are kept: drop one first` } }] })
  return workOf({ id: same?.id ?? id, version: (same?.version ?? 0) + 1, owner: caller.actor.id, ...request }, false)
}

async function drop(parts: Parts, { id, request, caller }: Call<'filter.drop'>): Promise<Work> {
  mayKeep(caller, 'filter.drop')
  const held = await findFilter(parts, caller.actor.id, id)
  if (!held) throw new Refusal('not-found')
  if (held.version !== request.version) throw new Refusal('conflict', { current: held })
  return workOf({ ...held, version: held.version + 1 }, true)
}

function mayKeep(caller: Caller, command: CommandName): void {
  if (!caller.grants.some(({ role }) => may[command].includes(role))) throw new Refusal('not-allowed')
}

/** It is nobody else's business, and its words may be a resident's: no fact tells of it. */
const workOf = (filter: SavedFilter, dropped: boolean): Work => ({
  changes: [change(savedFilters, { ...filter, dropped })], reply: { fact: null, body: filter }, community: null, mode: real, detail: { filter: filter.id },
})
