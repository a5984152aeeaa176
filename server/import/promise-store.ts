import { promises } from '#db/schema/promises.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { Parts } from '../parts.ts'

/** Few rows: the company's defaults and what regions and communities changed. */
export const readPromises = (parts: Pick<Parts, 'db'>): Promise<ServicePromise[]> => parts.db.select().from(promises)
