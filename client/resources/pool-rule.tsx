import { useTranslation } from 'react-i18next'
import type { Resource } from '#shared/resources.ts'
import { poolLines } from './pool-rules.ts'

/** What every community has under agreement, and what of it is missing here. */
export function PoolRule({ pool, now }: { pool: readonly Resource[]; now: number }) {
  const { t } = useTranslation()
  const lines = poolLines(pool, now)
  const missing = lines.reduce((sum, line) => sum + line.missing, 0)
  const said = lines.map(({ kind, wanted }) => t(`office.resources.rule.${kind}`, { count: wanted })).join(t('join.comma'))
  return (
    <p className="pool-rule">
      {t('office.resources.rule.is', { list: said })}
      {missing === 0 ? <span className="dim">{t('office.resources.rule.kept')}</span> : <strong className="resource-wrong">{t('office.resources.rule.missing', { count: missing })}</strong>}
    </p>
  )
}
