import { eq } from 'drizzle-orm'
import { policies } from '#db/schema/members.ts'
import { policyId, type Policy } from '#shared/members.ts'
import type { Parts } from '../parts.ts'

/** The one row there is. */
export async function readPolicy({ db }: Pick<Parts, 'db'>): Promise<Policy> {
  const [row] = await db.select().from(policies).where(eq(policies.id, policyId))
  if (!row) throw new Error('the policy has no row')
  return row
}
