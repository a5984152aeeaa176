import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Something that is due: claimed by any process, gone once its command is committed. */
export const timers = pgTable(
  'timer',
  {
    /** What makes it one: setting the same key again moves it. */
    key: text('key').primaryKey(),
    name: text('name').notNull(),
    subject: uuid('subject_id').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Until when the process that claimed it may work on it. */
    claimedUntil: instant('claimed_until'),
  },
  (t) => [index('timer_due').on(t.dueAt)],
)
