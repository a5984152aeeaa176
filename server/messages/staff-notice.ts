import type { Language } from '#shared/text.ts'
import type { Outgoing } from '../outlet/outgoing.ts'
import type { Holder } from './duty-store.ts'
import { dialled } from './template-rules.ts'

/** `id`: by who is told, of the message; the same leaves once. `about`: what the body says besides. */
type Notice = Pick<Outgoing, 'community' | 'mode'> & { id: (who: string) => string; text: (language: Language) => string; about: Record<string, unknown> }

/** Milliseconds: whoever was not told by then has seen it. */
export const freshNotice = 3_600_000

/** One message for each who is told, in a language of theirs; where there is nobody, or no phone, one that says so and stays. */
export function staffNotices(holders: readonly Holder[], { community, mode, id, text, about }: Notice): Outgoing[] {
  const message = (holder: Holder | null): Outgoing => {
    const language: Language = holder?.languages && !holder.languages.includes('zh') ? 'en' : 'zh'
    const body = { kind: 'staff-notice', person: holder?.person ?? null, text: text(language), ...about }
    const sent = { id: id(holder?.person ?? holder?.level ?? ''), community, mode, channel: 'webhook' as const }
    if (!holder) return { ...sent, body, unsent: 'nobody is on duty for it' }
    return holder.phone ? { ...sent, body: { ...body, to: dialled(holder.phone) } } : { ...sent, body, unsent: 'no phone on file' }
  }
  return holders.length > 0 ? holders.map(message) : [message(null)]
}
