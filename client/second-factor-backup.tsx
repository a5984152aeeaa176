import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The codes for the day on which the phone is not at hand; nobody can show them a second time. */
export function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const lead = useRef<HTMLParagraphElement>(null)
  useEffect(() => lead.current?.focus(), [])
  const copy = () => void navigator.clipboard?.writeText(codes.join('\n')).then(() => setCopied(true))
  return (
    <>
      <p ref={lead} tabIndex={-1}>
        {t('secondFactor.keepLead')}
      </p>
      <ul className="backup-codes" data-testid="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="door-hands">
        <button type="button" className="button" onClick={copy}>
          {t(copied ? 'secondFactor.copied' : 'secondFactor.copy')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('secondFactor.print')}
        </button>
        <button type="button" className="button button-next" onClick={onKept}>
          {t('secondFactor.kept')}
        </button>
      </div>
    </>
  )
}
