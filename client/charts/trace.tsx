import { useMemo } from 'react'
import EChartsReact from 'echarts-for-react/esm/core'
import { token } from '../ui/tokens.ts'
import { echarts } from './echarts.ts'
import './trace.css'

type Props = { values: readonly (number | null)[]; target: number; colour: '--dim' | '--major' | '--minor'; themed: string }

/** 24 hours as a line, with a gap where nothing was counted. One instance lives as long as its tile. */
export default function Trace({ values, target, colour, themed }: Props) {
  const option = useMemo(() => {
    const line = token(colour)
    const known = values.filter((value) => value !== null)
    const low = Math.min(...known)
    const high = Math.max(...known)
    const room = (high - low || Math.abs(high) || 1) * 0.15
    const inSight = known.length > 0 && target > low - room && target < high + room
    return {
      animation: false,
      grid: { left: 1, right: 4, top: 3, bottom: 3 },
      xAxis: { type: 'category', show: false, boundaryGap: false, data: values.map((_, index) => index) },
      yAxis: { type: 'value', show: false, min: known.length > 0 ? low - room : 0, max: known.length > 0 ? high + room : 1 },
      series: [
        {
          id: 'target', type: 'line', data: inSight ? values.map(() => target) : [], symbol: 'none', silent: true, lineStyle: { color: token('--line'), type: 'dashed', width: 1 },
        },
        {
          id: 'trace', type: 'line', data: values, symbol: 'circle', symbolSize: 2.5, showAllSymbol: true, connectNulls: false, silent: true,
          lineStyle: { color: line, width: 1.5 }, itemStyle: { color: line },
        },
      ],
    }
    // `themed` says that tokens have other values now.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [values, target, colour, themed])
  return <EChartsReact className="trace" echarts={echarts} option={option} lazyUpdate opts={{ renderer: 'canvas' }} />
}
