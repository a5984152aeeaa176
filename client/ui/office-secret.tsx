import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './office.css'

/** A secret that is shown this once. */
export function OfficeSecret({ label, secret }: { label: string; secret: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))
  return (
    <div>
      <p className="dim">{label}</p>
      <div className="office-secret">
        <code>{secret}</code>
        <button type="button" className="button" onClick={copy}>
          {t(copied ? 'office.admin.secret.copied' : 'office.admin.secret.copy')}
        </button>
      </div>
    </div>
  )
}
