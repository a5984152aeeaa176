import { eq, sql } from 'drizzle-orm'
import { outlet } from '#db/schema/outlet.ts'
import { noticeStays } from '#shared/plans.ts'
import { allow, allowCompany } from '../identity/caller.ts'
import type { Told } from '../journal/change.ts'
import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'

const tooOld = { zh: '预案消息已超过 15 分钟，不再重发；如仍需要，请在预案中重新发送', en: 'A plan said this more than 15 min ago: it is not sent again. If it still holds, say it anew from the plan' } as const

/** Once more, under the id it had. The outlet's rows have no versions: that it leaves again is noted, and then it does. */
export async function resend(parts: Parts, { id, caller, now }: Call<'delivery.resend'>): Promise<Told> {
  const [held] = await parts.db
    .select({ at: outlet.at, kind: sql<string | null>`${outlet.body} ->> 'kind'`, community: outlet.community, mode: outlet.mode, state: outlet.state, channel: outlet.channel })
    .from(outlet)
    .where(eq(outlet.id, id))
  if (!held) throw new Refusal('not-found')
  if (held.community === null) allowCompany(caller, 'delivery.resend')
  else await allow(parts, caller, 'delivery.resend', held.community)
  if (held.state !== 'failed') throw new Refusal('illegal-move', { current: { id, state: held.state } })
  if (held.kind === 'plan.notify' && now - Date.parse(held.at) > noticeStays) throw new Refusal('invalid', { errors: [{ field: 'at', message: tooOld }] })
  return {
    changes: [], reply: { fact: null, body: { id, version: 1 } }, community: held.community, mode: 'real', detail: { delivery: id, channel: held.channel },
    afterwards: async () => void (await parts.sql`update outlet set state = 'waiting', next_at = now() where id = ${id} and state = 'failed'`),
  }
}
