import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { indicatorKinds, indicatorNames, type IndicatorName } from '#shared/indicators.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useDisplay } from '../ui/display-state.ts'
import { judged } from './indicator-rules.ts'
import './indicators.css'

const Trace = lazy(() => import('../charts/trace.tsx'))
const hour = 3_600_000
const nothing: null[] = Array.from({ length: 24 }, () => null)
const colours = { unknown: '--dim', fine: '--dim', off: '--minor', far: '--major' } as const

export function IndicatorsPanel({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <section className="panel indicators" aria-label={t('indicator.title')} data-testid="indicators">
      <ul className="indicator-tiles">
        {indicatorNames.map((name) => (
          <Tile key={name} name={name} />
        ))}
      </ul>
      <div className="indicator-axis" aria-hidden="true">
        {[24, 18, 12, 6].map((hours) => (
          <span key={hours}>{format.time(now - hours * hour, zone)}</span>
        ))}
        <span>{t('indicator.now')}</span>
      </div>
    </section>
  )
}

function Tile({ name }: { name: IndicatorName }) {
  const { t } = useTranslation()
  const format = useFormat()
  const theme = useDisplay((display) => display.theme)
  const indicator = useLive((state) => state.indicators.get(name))
  const value = indicator?.value ?? null
  const verdict = judged(name, value)
  const { unit, target } = indicatorKinds[name]
  const unitWord = t(`words.unit.${unit}`)
  const shown = value === null ? '–' : format.number(value)
  const label = t(`words.indicator.${name}`)
  return (
    <li className="indicator" data-indicator={name} data-verdict={verdict} title={t('indicator.target', { value: `${format.number(target)} ${unitWord}` })}>
      <p className="indicator-name">{label}</p>
      <p className="indicator-value">
        <span>{shown}</span>
        {value !== null && <small>{unitWord}</small>}
        {(verdict === 'off' || verdict === 'far') && <small className="indicator-target">{t('indicator.target', { value: format.number(target) })}</small>}
        {verdict === 'unknown' && <span className="unseen">{t('indicator.unknown')}</span>}
      </p>
      <div className="indicator-trace" role="img" aria-label={t('indicator.trace', { name: label, value: `${shown} ${unitWord}` })}>
        <Suspense fallback={null}>
          <Trace values={indicator?.trace ?? nothing} target={target} colour={colours[verdict]} themed={theme} />
        </Suspense>
      </div>
    </li>
  )
}
