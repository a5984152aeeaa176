import { indicatorKinds, type IndicatorName } from '#shared/indicators.ts'

/** How far off target a value may be before it is far off: a tenth of the target. */
const farShare = 0.1

/** Colour is for the abnormal: `off` misses the target, `far` misses it by more than a tenth. */
export function judged(name: IndicatorName, value: number | null): 'unknown' | 'fine' | 'off' | 'far' {
  if (value === null) return 'unknown'
  const { better, target } = indicatorKinds[name]
  const missed = better === 'more' ? target - value : value - target
  if (missed <= 0) return 'fine'
  return missed > target * farShare ? 'far' : 'off'
}
