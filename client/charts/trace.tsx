import { useMemo } from 'react'
import EChartsReact from 'echarts-for-react/esm/core'
import { token } from '../ui/tokens.ts'
import { echarts } from './echarts.ts'
import './trace.css'

type Props = { values: readonly (number | null)[]; target: number; colour: '--dim' | '--major' | '--minor'; themed: string }

/** The least share of the target that the height of a trace stands for: what hardly changes looks calm. */
const leastSpan = 0.1

/** 24 hours as a line, straight across hours that counted nothing. One instance lives as long as its tile. */
export default function Trace({ values, target, colour, themed }: Props) {
  const option = useMemo(() => {
    const line = token(colour)
    const known = values.filter((value) => value !== null)
    const low = Math.min(...known)
    const high = Math.max(...known)
    const reach = Math.max(high - low, Math.abs(target) * leastSpan, 0.1) * 0.65
    const [bottom, top] = known.length > 0 ? [(low + high) / 2 - reach, (low + high) / 2 + reach] : [0, 1]
    const inSight = known.length > 0 && target > bottom && target < top
    return {
      animation: false,
      grid: { left: 3, right: 3, top: 3, bottom: 3 },
      xAxis: { type: 'category', show: false, boundaryGap: false, data: values.map((_, index) => index) },
      yAxis: { type: 'value', show: false, min: bottom, max: top },
      series: [
        {
          id: 'target', type: 'line', data: inSight ? values.map(() => target) : [], symbol: 'none', silent: true, lineStyle: { color: token('--line'), type: 'dashed', width: 1 },
        },
        {
          id: 'trace', type: 'line', data: values, symbol: 'circle', symbolSize: 4, showSymbol: known.length === 1, connectNulls: true, clip: false, silent: true,
          lineStyle: { color: line, width: 1.5, join: 'round', cap: 'round' }, itemStyle: { color: line },
        },
      ],
    }
    // `themed` says that tokens have other values now.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [values, target, colour, themed])
  return <EChartsReact className="trace" echarts={echarts} option={option} lazyUpdate opts={{ renderer: 'canvas' }} />
}
