import { calendars, promises } from '#db/schema/promises.ts'
import { asc } from 'drizzle-orm'
import type { ServicePromise, WorkCalendar } from '#shared/promises.ts'
import type { Parts } from '../parts.ts'

/** All that was ever promised, oldest first: some hundred rows. */
export const allPromises = (parts: Pick<Parts, 'db'>): Promise<ServicePromise[]> => parts.db.select().from(promises).orderBy(asc(promises.from), asc(promises.id))

export const allCalendars = (parts: Pick<Parts, 'db'>): Promise<WorkCalendar[]> => parts.db.select().from(calendars).orderBy(asc(calendars.id))
