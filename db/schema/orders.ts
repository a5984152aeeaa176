import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { LonLat } from '#shared/geo.ts'
import { categories, orderSources, orderStates, priorities, type PromiseKind } from '#shared/orders.ts'
import { id, instant, version } from './columns.ts'
import { people } from './people.ts'
import { buildings, communities } from './sites.ts'

export const orders = pgTable(
  'work_order',
  {
    id: id(),
    version: version(),
    number: text('number').notNull(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id').references(() => buildings.id),
    place: text('place').notNull(),
    point: jsonb('point').$type<LonLat>(),
    category: text('category', { enum: categories }).notNull(),
    priority: text('priority', { enum: priorities }).notNull(),
    source: text('source', { enum: orderSources }).notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    reporter: text('reporter'),
    /** Personal data: never on the wire with the order. */
    reporterPhone: text('reporter_phone'),
    state: text('state', { enum: orderStates }).notNull(),
    assignee: uuid('assignee_id').references(() => people.id),
    alarm: uuid('alarm_id'),
    reportedAt: instant('reported_at').notNull(),
    assignedAt: instant('assigned_at'),
    respondedAt: instant('responded_at'),
    arrivedAt: instant('arrived_at'),
    finishedAt: instant('finished_at'),
    closedAt: instant('closed_at'),
    respondBy: instant('respond_by').notNull(),
    arriveBy: instant('arrive_by'),
    finishBy: instant('finish_by').notNull(),
    late: text('late').array().$type<PromiseKind[]>().notNull(),
    mode: text('mode').notNull(),
  },
  (t) => [
    index('work_order_open').on(t.community).where(sql`state not in ('closed', 'cancelled')`),
    index('work_order_open_of').on(t.assignee).where(sql`state not in ('closed', 'cancelled')`),
    index('work_order_past').on(t.community, t.reportedAt),
  ],
)
