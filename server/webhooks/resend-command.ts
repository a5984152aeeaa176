import { eq } from 'drizzle-orm'
import { outlet } from '#db/schema/outlet.ts'
import { allow, allowCompany } from '../identity/caller.ts'
import type { Told } from '../journal/change.ts'
import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

/** Once more, under the id it had. The outlet's rows have no versions: that it leaves again is noted, and then it does. */
export async function resend(parts: Parts, { id, caller }: Call<'delivery.resend'>): Promise<Told> {
  const [held] = await parts.db.select({ community: outlet.community, mode: outlet.mode, state: outlet.state, channel: outlet.channel }).from(outlet).where(eq(outlet.id, id))
  if (!held) throw new Refusal('not-found')
  if (held.community === null) allowCompany(caller, 'delivery.resend')
  else await allow(parts, caller, 'delivery.resend', held.community)
  if (held.state !== 'failed') throw new Refusal('illegal-move', { current: { id, state: held.state } })
  return {
    changes: [], reply: { fact: null, body: { id, version: 1 } }, community: held.community, mode: 'real', detail: { delivery: id, channel: held.channel },
    afterwards: async () => void (await parts.sql`update outlet set state = 'waiting', next_at = now() where id = ${id} and state = 'failed'`),
  }
}
