import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device, DeviceValue } from '#shared/devices.ts'
import { ask } from '../live/api.ts'
import { useFormat } from '../i18n/format.ts'
import { Asked } from '../ui/asked.tsx'
import { useDisplay } from '../ui/display-state.ts'
import { Block } from '../ui/sheet.tsx'
import { keyWords } from './device-words.ts'

// A chart is as much as the sheet that it stands in.
const HistoryChart = lazy(() => import('../charts/history-chart.tsx'))

const hour = 3_600_000
const spans = { day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const
type Span = keyof typeof spans
/** A day moves on while it is looked at; longer ones hardly do. */
const again = { day: 60_000, week: 600_000, month: 600_000 } as const

/** What only grows draws a slope, and what is on or off a bar: looked at last. */
const growing: readonly string[] = ['runningHours', 'energy', 'trips']
const telling = (values: readonly DeviceValue[]): string | undefined => values.find(({ key, value }) => typeof value === 'number' && !growing.includes(key))?.key

/** One of its numbers over a day, a week or a month. */
export function DeviceHistory({ device, values, zone }: { device: Device; values: readonly DeviceValue[]; zone: string | undefined }) {
  const { t } = useTranslation()
  const [picked, pick] = useState<string | null>(null)
  const [span, setSpan] = useState<Span>('day')
  const charted = values.filter(({ value }) => typeof value !== 'string')
  const keys = charted.map(({ key }) => key)
  const key = picked !== null && keys.includes(picked) ? picked : (telling(charted) ?? keys[0])
  if (key === undefined) return null
  return (
    <Block
      title={t('deviceSheet.history')}
      aside={
        <span className="device-spans" role="group" aria-label={t('deviceSheet.history')}>
          {(Object.keys(spans) as Span[]).map((one) => (
            <button key={one} type="button" aria-pressed={one === span} onClick={() => setSpan(one)}>
              {t(`deviceSheet.span.${one}`)}
            </button>
          ))}
        </span>
      }
    >
      {keys.length > 1 && (
        <label className="device-key">
          <span className="unseen">{t('deviceSheet.key')}</span>
          <select value={key} onChange={(event) => pick(event.currentTarget.value)}>
            {keys.map((one) => (
              <option key={one} value={one}>
                {keyWords(t, one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Curve device={device} name={keys.length > 1 ? null : key} at={key} span={span} zone={zone} />
    </Block>
  )
}

function Curve({ device, name, at: key, span, zone }: { device: Device; name: string | null; at: string; span: Span; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const theme = useDisplay((display) => display.theme)
  const query = useQuery({
    queryKey: ['device-history', device.id, key, span],
    queryFn: () => {
      const to = Date.now()
      return ask('deviceHistory', { key, from: new Date(to - spans[span]).toISOString(), to: new Date(to).toISOString() }, device.id)
    },
    refetchInterval: again[span],
  })
  return (
    <div className="device-chart" data-testid="device-chart" data-points={query.data?.points.length ?? ''}>
      {name !== null && <p className="dim">{keyWords(t, name)}</p>}
      <Asked query={query}>
        {({ points, unit }) =>
          points.length === 0 ? (
            <p className="dim">{t('deviceSheet.noHistory')}</p>
          ) : (
            <Suspense fallback={<p className="dim">{t('state.loading')}</p>}>
              <HistoryChart
                points={points}
                unit={unit ?? ''}
                label={t('deviceSheet.chart', { name: `${format.name(device.name)} ${keyWords(t, key)}` })}
                words={{ least: t('deviceSheet.least'), most: t('deviceSheet.most'), mean: t('deviceSheet.mean'), value: t('deviceSheet.mode') }}
                moment={(epoch) => (span === 'day' ? format.time(epoch, zone) : format.moment(epoch, zone))}
                tick={(epoch) => (span === 'day' ? format.time(epoch, zone) : format.date(epoch, zone))}
                themed={theme}
              />
            </Suspense>
          )
        }
      </Asked>
    </div>
  )
}
