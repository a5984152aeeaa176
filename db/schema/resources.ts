import { boolean, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { LonLat } from '#shared/geo.ts'
import { resourceKinds } from '#shared/resources.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, instant, name, version } from './columns.ts'
import { communities } from './sites.ts'

export const resources = pgTable(
  'resource',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    kind: text('kind', { enum: resourceKinds }).notNull(),
    name: name(),
    amount: text('amount').notNull(),
    contact: text('contact').notNull(),
    place: jsonb('place').$type<Bilingual>().notNull(),
    point: jsonb('point').$type<LonLat>(),
    stock: integer('stock'),
    wanted: integer('wanted'),
    goodUntil: date('good_until', { mode: 'string' }),
    contactedAt: instant('contacted_at'),
    ended: boolean('ended'),
  },
  (t) => [index('resource_by_community').on(t.community)],
)
