import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { openDialog } from './desk-state.ts'

const keys = [
  ['Ctrl K', 'palette'], ['J / K', 'next'], ['Enter', 'open'], ['A', 'acknowledge'], ['R', 'reassign'], ['N', 'order'], ['P', 'plan'], ['0', 'home'], ['?', 'help'], ['Esc', 'close'],
] as const

export function HelpDialog() {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('keys.title')} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <dl className="keys">
        {keys.map(([key, what]) => (
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
