import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Notice } from '#shared/plans.ts'
import type { OutletMessage } from '../journal/change.ts'
import { capMessage, type Where } from './cap-message.ts'

/**
 * What leaves by the outlet; in a drill it is captured. `id` makes it one; `step`: whose opening sends it; `at`: an ISO instant, that of
 * the opening where it is left out; `where`: its place, as public warnings say it.
 */
export function messageOf(activation: Activation, notice: Notice, { id, step, at, where }: { id: string; step: string | null; at?: string; where?: Where | null }): OutletMessage {
  const sentAt = at ?? activation.steps.find(({ key }) => key === step)?.openedAt ?? activation.startedAt
  const way = notice.way ?? 'gateway'
  return {
    id,
    community: activation.community,
    channel: isDrill(activation.mode) ? 'capture' : 'webhook',
    body: {
      kind: 'plan.notify', activation: activation.id, plan: activation.name, place: activation.place, step, to: notice.to, text: notice.text, audience: notice.audience ?? null, way,
      ...(way === 'cap' && { cap: capMessage(activation, notice, { id, at: sentAt, where }) }),
    },
  }
}
