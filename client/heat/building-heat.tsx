import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { heatWindows, type BuildingHeat as Heat, type HeatWindow } from '#shared/heat.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import './heat.css'

/** How much happened at a building in a window, against what is usual there. */
export function BuildingHeat({ community, building }: { community: string; building: string }) {
  const { t } = useTranslation()
  const [window, setWindow] = useState<HeatWindow>('24h')
  const live = useLive((state) => state.heat.get(building))
  const query = useQuery({ queryKey: ['heat', community, window], queryFn: () => ask('heat', { community, window }), refetchInterval: 60_000 })
  return (
    <>
      <div className="heat-windows" role="group" aria-label={t('site.heat')}>
        {heatWindows.map((each) => (
          <button key={each} type="button" className="button" aria-pressed={each === window} onClick={() => setWindow(each)}>
            {t(`words.window.${each}`)}
          </button>
        ))}
      </div>
      {window === '24h' && live ? <Level heat={live} /> : <Asked query={query}>{(rows) => <Level heat={rows.find((row) => row.building === building) ?? null} />}</Asked>}
    </>
  )
}

function Level({ heat }: { heat: Heat | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!heat) return <p className="heat-level">–</p>
  return (
    <p className="heat-level" data-level={heat.level}>
      <span className={`heat-swatch heat-swatch-${heat.level}`} aria-hidden="true" />
      <strong>{t('site.heatNow', { count: heat.count })}</strong>
      <span className="dim">{t('site.heatUsual', { usual: format.number(heat.usual) })}</span>
      <span>{levelWords(t, heat.level)}</span>
    </p>
  )
}

const levels = ['same', 'slight', 'raised', 'high', 'far'] as const
const levelWords = (t: TFunction, level: number): string => t(`heat.level.${levels[level] ?? 'same'}`)
