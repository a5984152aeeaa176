import type { Figures } from '#shared/watch.ts'
import { useLive } from './live-state.ts'

/** Heat and indicators come whole once and as differences after; maps keep their identity where nothing changed. */
export function hearFigures({ heat, indicators }: Figures): void {
  const held = useLive.getState()
  useLive.setState({
    ...(heat.length > 0 && { heat: new Map([...held.heat, ...heat.map((row) => [row.building, row] as const)]) }),
    ...(indicators.length > 0 && { indicators: new Map([...held.indicators, ...indicators.map((row) => [row.name, row] as const)]) }),
  })
}
