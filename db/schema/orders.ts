import { sql } from 'drizzle-orm'
import { bigint, customType, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { LonLat } from '#shared/geo.ts'
import {
  categories, facilities, orderSources, orderStates, overStates, photoKinds, priorities, type CalledBack, type Dispatch, type OrderStep, type PhotoRef, type PromiseKind, type Waiting,
} from '#shared/orders.ts'
import { languages } from '#shared/text.ts'
import { id, instant, version } from './columns.ts'
import { people } from './people.ts'
import { communities, buildings } from './sites.ts'

/** As SQL says it: an order that is not over. Only queries that say exactly this are served by the indexes of open orders. */
export const openOrders = `state not in (${overStates.map((state) => `'${state}'`).join(', ')})`

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
    titleEn: text('title_en'),
    facility: text('facility', { enum: facilities }),
    device: uuid('device_id'),
    language: text('language', { enum: languages }),
    reports: integer('reports'),
    promise: uuid('promise_id'),
    solutionBy: instant('solution_by'),
    closeBy: instant('close_by'),
    callBackBy: instant('call_back_by'),
    solutionAt: instant('solution_at'),
    verifiedAt: instant('verified_at'),
    calledBackAt: instant('called_back_at'),
    solution: text('solution'),
    agreed: instant('agreed'),
    waiting: jsonb('waiting').$type<Waiting>(),
    warned: text('warned').array().$type<PromiseKind[]>(),
    escalation: integer('escalation'),
    dispatch: jsonb('dispatch').$type<Dispatch>(),
    touched: integer('touched'),
    checked: text('checked').array(),
    photos: jsonb('photos').$type<PhotoRef[]>(),
    rootCause: text('root_cause'),
    called: jsonb('called').$type<CalledBack>(),
    reopened: integer('reopened'),
    reopenedFrom: text('reopened_from', { enum: orderStates }),
    reopenedAt: instant('reopened_at'),
    paused: bigint('paused', { mode: 'number' }),
    movedAt: instant('moved_at'),
    mergedInto: uuid('merged_into'),
    maintenance: uuid('maintenance_id'),
    step: jsonb('step').$type<OrderStep>(),
  },
  (t) => [
    index('work_order_open_in').on(t.community).where(sql.raw(openOrders)),
    index('work_order_open_by').on(t.assignee).where(sql.raw(openOrders)),
    index('work_order_past').on(t.community, t.reportedAt),
    index('work_order_at').on(t.building, t.reportedAt).where(sql`building_id is not null`),
    index('work_order_of_device').on(t.device, t.reportedAt).where(sql`device_id is not null`),
    index('work_order_reported').on(t.reportedAt),
    index('work_order_to_call_back').on(t.community, t.callBackBy).where(sql`state = 'closed' and call_back_by is not null and called_back_at is null`),
    index('work_order_done_by').on(t.assignee, t.finishedAt).where(sql`finished_at is not null`),
    index('work_order_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    index('work_order_complaint').on(t.community, t.closedAt).where(sql`category = 'complaint' and closed_at is not null`),
    index('work_order_of_alarm').on(t.alarm).where(sql`alarm_id is not null`),
  ],
)

/** Each resident who reported an order after the first, or whose own order was merged into it. Personal data. */
export const orderReports = pgTable(
  'order_report',
  {
    id: id(),
    version: version(),
    order: uuid('order_id').notNull(),
    community: uuid('community_id').notNull(),
    at: instant('at').notNull(),
    reporter: text('reporter'),
    phone: text('phone'),
    place: text('place').notNull(),
    description: text('description').notNull(),
    source: text('source', { enum: orderSources }).notNull(),
    language: text('language', { enum: languages }),
  },
  (t) => [index('order_report_of').on(t.order)],
)

/** Which order or running plan a photo belongs to; a photo without one goes after a day. */
export const orderPhotos = pgTable(
  'order_photo',
  { id: id(), version: version(), order: uuid('order_id').notNull(), kind: text('kind', { enum: photoKinds }).notNull() },
  (t) => [index('order_photo_of').on(t.order)],
)

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The pictures themselves, written once, beside the journal: nobody sees one before an order names it. `by`: who handed it in. */
export const photos = pgTable(
  'photo',
  {
    id: id(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    /** Null: handed in by somebody who may put it to any order that they may move. */
    community: uuid('community_id'),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    bytes: bytes('bytes').notNull(),
    small: bytes('small').notNull(),
  },
  (t) => [index('photo_old').on(t.at)],
)

/**
 * What orders are found by, written by a trigger on `work_order`. `text`: all its words as `order_text` writes them. `grams`: pairs of
 * their letters, threes of ASCII ones, a mark of its community ('c:<id>') and one of the month of its report ('m:<yyyymm>', UTC).
 */
export const orderWords = pgTable(
  'order_words',
  { order: uuid('order_id').primaryKey(), text: text('text').notNull().default(''), grams: text('grams').array().notNull() },
  // Sorted in by the dozen, at a third of the cost; never more than a search, which reads what is not yet sorted in, can bear.
  (t) => [index('order_words_grams').using('gin', t.grams).with({ gin_pending_list_limit: 128 })],
)
