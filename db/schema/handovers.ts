import { jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { handoverStates, type Handover } from '#shared/handovers.ts'
import { id, instant, version } from './columns.ts'
import { communities } from './sites.ts'

/** A change of shift of a community's duty manager, with the sheet that the system wrote. */
export const handovers = pgTable(
  'handover',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    at: instant('at').notNull(),
    outgoing: uuid('outgoing_id'),
    incoming: uuid('incoming_id'),
    state: text('state', { enum: handoverStates }).notNull(),
    sheet: jsonb('sheet').$type<Handover['sheet']>().notNull(),
    notes: jsonb('notes').$type<Handover['notes']>().notNull(),
    given: jsonb('given').$type<NonNullable<Handover['given']>>(),
    taken: jsonb('taken').$type<NonNullable<Handover['taken']>>(),
  },
  (t) => [unique('one_handover_per_change').on(t.community, t.at)],
)
