import { doublePrecision, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Area, LonLat, Shape } from '#shared/geo.ts'
import { buildingUses, featureKinds } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, name, version } from './columns.ts'

export const regions = pgTable('region', { id: id(), version: version(), name: name() })

export const communities = pgTable(
  'community',
  {
    id: id(),
    version: version(),
    region: uuid('region_id').notNull().references(() => regions.id),
    code: text('code').notNull().unique(),
    name: name(),
    households: integer('households').notNull(),
    zone: text('zone').notNull(),
    center: jsonb('center').$type<LonLat>().notNull(),
    boundary: jsonb('boundary').$type<Area>(),
  },
  (t) => [index('community_by_region').on(t.region)],
)

export const buildings = pgTable(
  'building',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    code: text('code').notNull(),
    name: name(),
    use: text('use', { enum: buildingUses }).notNull(),
    levels: doublePrecision('levels'),
    units: integer('units').notNull(),
    households: integer('households').notNull(),
    footprint: jsonb('footprint').$type<Area>().notNull(),
  },
  (t) => [unique('building_code').on(t.community, t.code)],
)

export const features = pgTable(
  'feature',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    kind: text('kind', { enum: featureKinds }).notNull(),
    name: jsonb('name').$type<Bilingual>(),
    shape: jsonb('shape').$type<Shape>().notNull(),
  },
  (t) => [index('feature_by_community').on(t.community)],
)
