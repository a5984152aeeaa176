import { useTranslation } from 'react-i18next'
import type { ReportCode } from '#shared/report-codes.ts'
import type { Bilingual } from '#shared/text.ts'
import { useFormat } from '../i18n/format.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { grouped, spelled } from './code-rules.ts'

/** Codes as they are put up: twelve on a page, black on white, both languages on each. */
export function CodeSheet({ codes, community, onBack }: { codes: readonly ReportCode[]; community: Bilingual | null; onBack: () => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const [zh, en] = [i18n.getFixedT('zh'), i18n.getFixedT('en')]
  const name = ({ zh: first, en: second }: Bilingual) => (first === second ? first : `${first} · ${second}`)
  return (
    <section aria-label={t('office.reportCodes.sheet')} className="code-print">
      <header className="office-head code-tools">
        <div>
          <h1>{t('office.reportCodes.sheet')}</h1>
          <p className="dim">{t('office.reportCodes.paper')}</p>
        </div>
        <div className="office-actions">
          <button type="button" className="button" onClick={onBack}>
            {t('office.reportCodes.back')}
          </button>
          <button type="button" className="button button-next" onClick={() => print()}>
            {t('office.reportCodes.printNow')}
          </button>
        </div>
      </header>
      <ul className="code-sheet">
        {grouped(codes, (code) => format.name(code.name)).flatMap((group) =>
          group.codes.map((code) => (
            <li key={code.id}>
              <strong>
                {zh('office.reportCodes.scan')} · {en('office.reportCodes.scan')}
              </strong>
              <QrCode text={`${location.origin}/r/${code.code}`} label={format.name(code.name)} />
              <b>{name(code.name)}</b>
              {community && <span>{name(community)}</span>}
              <p lang="zh-CN">{zh('office.reportCodes.how')}</p>
              <p lang="en">{en('office.reportCodes.how')}</p>
              <small>
                {zh('office.reportCodes.urgent')} · {en('office.reportCodes.urgent')} · {spelled(code.code)}
              </small>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}
