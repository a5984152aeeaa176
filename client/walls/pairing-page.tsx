import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../i18n/pairing.ts'
import { chooseLanguage } from '../i18n/setup.ts'
import { useFormat } from '../i18n/format.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { usePairing } from './pairing-state.ts'
import './pairing.css'

/** A screen that nobody has made a wall yet: its code, in both languages, for whoever comes by. */
export function PairingPage({ onPaired }: { onPaired: () => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { code, until, trouble } = usePairing(onPaired)
  const now = useClock()
  const other = format.language === 'zh' ? 'en' : 'zh'
  return (
    <main className="pairing" data-testid="pairing">
      <div className="pairing-how">
        {(['zh', 'en'] as const).map((language) => {
          const say = i18n.getFixedT(language)
          return (
            <section key={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
              <h1>{say('pairing.title')}</h1>
              <ol>
                <li>{say('pairing.scan')}</li>
                <li>{say('pairing.approve')}</li>
                <li>{say('pairing.after')}</li>
              </ol>
            </section>
          )
        })}
      </div>
      <div className="pairing-code">
        {code && <QrCode text={`${location.origin}/pair?code=${code}`} label={t('pairing.qr')} />}
        <p className="pairing-letters" aria-label={t('pairing.code')} data-testid="pairing-code">
          {code ?? '····-····'}
        </p>
        <p className="dim" role="status">
          {trouble || !code ? t(trouble ? 'wallScreen.unreachable' : 'wallScreen.starting') : t('pairing.renews', { time: format.span(Math.max(0, (until - now) / 1000)) })}
        </p>
        <button type="button" className="button button-bare" lang={other === 'zh' ? 'zh-CN' : 'en'} aria-label={t('header.languageLabel')} onClick={() => chooseLanguage(other)}>
          {t('header.language')}
        </button>
      </div>
    </main>
  )
}

/** This machine's clock, once a second: no server has told its own yet. */
function useClock(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
