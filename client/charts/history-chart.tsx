import { useMemo } from 'react'
import EChartsReact from 'echarts-for-react/esm/core'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { token } from '../ui/tokens.ts'
import { echarts } from './echarts.ts'
import './trace.css'

echarts.use([GridComponent, TooltipComponent])

type Point = { at: string; least: number | null; most: number | null; mean: number | null; last: number | boolean | string; count: number }
type Props = {
  points: readonly Point[]
  unit: string
  label: string
  words: { least: string; most: string; mean: string; value: string }
  /** A time in words, of the pointer and of the axis; epoch milliseconds. */
  moment: (at: number) => string
  tick: (at: number) => string
  themed: string
}

const round = (value: number): string => String(Number(value.toPrecision(4)))

/** A number over time: its mean as a line, between its least and most. What is on or off goes by steps. One instance lives as long as its block. */
export default function HistoryChart({ points, unit, label, words, moment, tick, themed }: Props) {
  const option = useMemo(() => {
    const steps = points.every(({ last }) => typeof last === 'boolean')
    const at = points.map((point) => Date.parse(point.at))
    const middle = points.map(({ mean, last }) => (typeof last === 'boolean' ? Number(last) : (mean ?? (typeof last === 'number' ? last : null))))
    const low = points.map(({ least }, i) => (steps ? null : (least ?? middle[i] ?? null)))
    const high = points.map(({ most }, i) => (steps ? null : (most ?? middle[i] ?? null)))
    const [dim, line, text] = [token('--dim'), token('--line'), token('--text')]
    const pair = (values: readonly (number | null)[]) => values.map((value, i) => [at[i], value])
    const said = (index: number): string => {
      const point = points[index]
      if (!point) return ''
      const value = (number: number | null | undefined): string => (number == null ? '–' : `${round(number)} ${unit}`.trim())
      const rows = point.count > 1 && !steps ? [[words.mean, value(middle[index])], [words.least, value(low[index])], [words.most, value(high[index])]] : [[words.value, value(middle[index])]]
      return [moment(at[index] ?? 0), ...rows.map(([name, shown]) => `${name} ${shown}`)].join('\n')
    }
    return {
      animation: false,
      textStyle: { color: dim, fontFamily: 'inherit' },
      grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: token('--raised'), borderColor: line, textStyle: { color: text, fontSize: 12 }, axisPointer: { lineStyle: { color: dim } },
        formatter: (hit: readonly { dataIndex: number }[]) => said(hit[0]?.dataIndex ?? -1),
      },
      xAxis: { type: 'time', axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, splitNumber: 4, axisLabel: { color: dim, hideOverlap: true, formatter: (epoch: number) => tick(epoch) } },
      yAxis: { type: 'value', scale: !steps, splitNumber: 3, name: unit, nameTextStyle: { color: dim, align: 'left' }, splitLine: { lineStyle: { color: line } }, axisLabel: { color: dim } },
      series: [
        { id: 'least', type: 'line', data: pair(low), stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 } },
        { id: 'band', type: 'line', data: pair(high.map((value, i) => (value === null || low[i] == null ? null : value - low[i]))), stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: dim, opacity: 0.25 } },
        { id: 'mean', type: 'line', data: pair(middle), step: steps ? 'end' : false, symbol: 'circle', symbolSize: 5, showSymbol: points.length === 1, lineStyle: { color: text, width: 1.5 }, itemStyle: { color: text } },
      ],
    }
    // `themed` says that tokens have other values now; the words change with the language, which draws everything anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [points, unit, words.mean, themed])
  return (
    <div role="img" aria-label={label} className="history-chart">
      <EChartsReact className="trace" echarts={echarts} option={option} lazyUpdate opts={{ renderer: 'canvas' }} />
    </div>
  )
}
