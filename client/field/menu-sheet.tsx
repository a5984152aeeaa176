import { useTranslation } from 'react-i18next'
import { chooseLanguage, currentLanguage } from '../i18n/setup.ts'
import { useSignOut } from '../live/sign-out.ts'
import { chooseDisplay, useDisplay } from '../ui/display-state.ts'
import { FieldSheet } from './field-sheet.tsx'
import { inWeChat, useInstall } from './install.ts'
import { useQueue } from './queue-state.ts'
import { canLocate, choosePlace, useWhere } from './where.ts'

/** What is seldom wanted. */
export default function MenuSheet({ desk, onClose }: { desk: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const leave = useSignOut()
  const display = useDisplay()
  const { on, denied } = useWhere()
  const { offer, installed } = useInstall()
  const waits = useQueue(({ entries }) => entries.length)
  return (
    <FieldSheet title={t('field.menu.title')} onClose={onClose}>
      <div className="field-menu">
        {canLocate && (
          <label className="field-switch">
            <span>
              {t('field.menu.place')}
              <small className="dim">{t(denied ? 'field.map.denied' : 'field.menu.placeHint')}</small>
            </span>
            <input type="checkbox" role="switch" checked={on} onChange={() => choosePlace(!on)} />
          </label>
        )}
        <label className="field-switch">
          <span>{t('field.menu.theme')}</span>
          <input type="checkbox" role="switch" checked={display.theme === 'light'} onChange={() => chooseDisplay({ ...display, theme: display.theme === 'light' ? 'dark' : 'light' })} />
        </label>
        <button type="button" className="field-small" lang={currentLanguage() === 'zh' ? 'en' : 'zh'} onClick={() => chooseLanguage(currentLanguage() === 'zh' ? 'en' : 'zh')}>
          {t('field.menu.language')}
        </button>
        {offer ? (
          <button type="button" className="field-small" onClick={() => void offer.prompt()}>
            {t('field.menu.install')}
          </button>
        ) : (
          <p className="dim">{t(installed ? 'field.menu.installed' : inWeChat ? 'field.menu.wechat' : 'field.menu.installHow')}</p>
        )}
        <a className="field-small" href="/account">
          {t('field.menu.account')}
        </a>
        {desk && (
          <a className="field-small" href="/">
            {t('field.menu.desk')}
          </a>
        )}
        {waits > 0 && <p className="dim">{t('field.menu.signOutWaits', { count: waits })}</p>}
        <button type="button" className="field-small field-danger" onClick={() => void leave()}>
          {t('field.menu.signOut')}
        </button>
      </div>
    </FieldSheet>
  )
}
