import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, name, version } from './columns.ts'
import { communities } from './sites.ts'

export const reportCodes = pgTable(
  'report_code',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id'),
    device: uuid('device_id'),
    code: text('code').notNull().unique(),
    name: name(),
    madeAt: instant('made_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('report_code_in').on(t.community)],
)
