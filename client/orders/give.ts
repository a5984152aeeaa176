import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useCommand } from '../live/command-state.ts'
import { useDesk } from '../ui/desk-state.ts'
import { useNames } from './candidate-words.ts'
import { offerUndo } from './undo-notice.tsx'

/** Gives an order to somebody, says so, and offers to take it back. */
export function useGive(order: Order) {
  const { t } = useTranslation()
  const name = useNames()
  const { run, busy, failure } = useCommand('order.reassign')
  const give = async (person: string, reason = ''): Promise<void> => {
    const before = order.assignee
    const reply = await run({ assignee: person, version: order.version, reason }, order.id)
    if (!reply) return
    useDesk.setState({ reassigning: false, chosen: null })
    const { version } = reply.body
    offerUndo({
      subject: order.id,
      version,
      message: t('order.reassigned', { number: order.number, name: name(person) }),
      undone: before ? t('order.undone', { name: name(before) }) : '',
      back: before ? { order: order.id, assignee: before, version } : null,
    })
  }
  return { give, busy, failure }
}
