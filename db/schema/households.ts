import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { careLevels } from '#shared/households.ts'
import { id, version } from './columns.ts'
import { buildings, communities } from './sites.ts'

/** Households on file by care level: personal data, read only by routes that write down who looked. */
export const households = pgTable(
  'household',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id').notNull().references(() => buildings.id),
    place: text('place').notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    level: text('level', { enum: careLevels }).notNull(),
    needs: text('needs').notNull(),
  },
  (t) => [unique('one_household_per_place').on(t.building, t.place), index('household_by_building').on(t.building, t.level)],
)
