import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMayHere } from './live/session.ts'
import { useSignOut } from './live/sign-out.ts'
import { openDialog } from './ui/desk-state.ts'

export function WallMenu() {
  const { t } = useTranslation()
  const leave = useSignOut()
  const mayHere = useMayHere()
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className="button button-bare" aria-label={t('header.menu')}>
          <svg viewBox="0 0 16 16" width="1.1em" aria-hidden="true">
            <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection="Ctrl K" onClick={() => openDialog({ kind: 'palette' })}>
          {t('palette.title')}
        </Menu.Item>
        {mayHere('order.report') && (
          <Menu.Item rightSection="N" onClick={() => openDialog({ kind: 'report' })}>
            {t('order.new')}
          </Menu.Item>
        )}
        {mayHere('activation.start') && (
          <Menu.Item rightSection="P" onClick={() => openDialog({ kind: 'start' })}>
            {t('plan.start')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => openDialog({ kind: 'display' })}>{t('display.title')}</Menu.Item>
        <Menu.Item rightSection="?" onClick={() => openDialog({ kind: 'help' })}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('act.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
