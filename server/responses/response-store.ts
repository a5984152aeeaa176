import { responses } from '#db/schema/responses.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import type { Parts } from '../parts.ts'

/** All that ever followed from alarms, also what has ended: some dozens of rows. */
export const allResponses = (parts: Pick<Parts, 'db'>): Promise<AlarmResponse[]> => parts.db.select().from(responses).orderBy(responses.id)
