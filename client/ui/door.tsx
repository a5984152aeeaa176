import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../i18n/setup.ts'
import { useFormat } from '../i18n/format.ts'
import './door.css'
import { usePageTitle } from './page-title.ts'

/** A page before the wall: one box, one form, both languages. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  usePageTitle(title)
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <main className="door">
      <div className="door-box">
        <h1>{title}</h1>
        {children}
        <button type="button" className="button button-bare door-language" lang={other === 'zh' ? 'zh-CN' : 'en'} aria-label={t('header.languageLabel')} onClick={() => chooseLanguage(other)}>
          {t('header.language')}
        </button>
      </div>
    </main>
  )
}
