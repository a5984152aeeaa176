import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sees, type View } from '#shared/roles.ts'
import { meQuery, useMayHere } from './live/session.ts'
import { useSignOut } from './live/sign-out.ts'
import { openDialog } from './ui/desk-state.ts'

/** What the office shows: who may see any of it finds the way there. */
const officeViews = ['staff', 'roster', 'handovers', 'members', 'policy', 'walls', 'keys', 'audit'] as const satisfies View[]

export function WallMenu() {
  const { t } = useTranslation()
  const leave = useSignOut()
  const mayHere = useMayHere()
  const { data: me } = useQuery(meQuery)
  const office = me?.grants.some(({ role }) => officeViews.some((view) => sees[view].includes(role)))
  const plans = me?.grants.some(({ role }) => sees.planEditions.includes(role))
  const work = me?.grants.some(({ role }) => sees.orders.includes(role))
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
        {mayHere('wall.point') && <Menu.Item onClick={() => openDialog({ kind: 'show' })}>{t('wallScreen.show')}</Menu.Item>}
        <Menu.Divider />
        <Menu.Item onClick={() => openDialog({ kind: 'display' })}>{t('display.title')}</Menu.Item>
        <Menu.Item rightSection="?" onClick={() => openDialog({ kind: 'help' })}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        {work && (
          <Menu.Item component={Link} href="/work">
            {t('menu.work')}
          </Menu.Item>
        )}
        {plans && (
          <Menu.Item component={Link} href="/plans">
            {t('menu.plans')}
          </Menu.Item>
        )}
        {me?.person && (
          // It opens by itself, without what the desk holds.
          <Menu.Item component="a" href="/field">
            {t('menu.field')}
          </Menu.Item>
        )}
        {office && (
          <Menu.Item component={Link} href="/admin">
            {t('menu.office')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} href="/account">
          {t('menu.account')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{t('act.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
