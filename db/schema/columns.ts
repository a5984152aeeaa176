import { customType, integer, jsonb, uuid } from 'drizzle-orm/pg-core'
import type { Bilingual } from '#shared/text.ts'

/** timestamptz that reads as an ISO instant in UTC with milliseconds, whatever the connection's own time zone or style. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => new Date(value).toISOString(),
})

export const id = () => uuid('id').primaryKey()
export const version = () => integer('version').notNull()
export const name = () => jsonb('name').$type<Bilingual>().notNull()
