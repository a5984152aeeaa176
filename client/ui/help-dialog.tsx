import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CommandName } from '#shared/commands.ts'
import { useMayHere } from '../live/session.ts'
import { openDialog } from './desk-state.ts'

const keys = [
  ['Ctrl K', 'palette'], ['J / K', 'next'], ['Enter', 'open'], ['A', 'acknowledge'], ['S', 'shelve'], ['X', 'pick'], ['R', 'reassign'], ['N', 'order'], ['P', 'plan'], ['0', 'home'], ['?', 'help'], ['Esc', 'close'],
] as const
/** Keys that do something, and what one must be allowed to for it. */
const needs: Partial<Record<(typeof keys)[number][1], CommandName>> = { acknowledge: 'alarm.acknowledge', shelve: 'alarm.shelve', pick: 'alarm.bulk', reassign: 'order.reassign', order: 'order.report', plan: 'activation.start' }

export default function HelpDialog() {
  const { t } = useTranslation()
  const mayHere = useMayHere()
  const own = keys.filter(([, what]) => !needs[what] || mayHere(needs[what]))
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('keys.title')} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <dl className="keys">
        {own.map(([key, what]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
