import type { Device, Scalar } from '#shared/devices.ts'
import type { Wait } from '#shared/plans.ts'

export type ValueWait = Extract<Wait, { until: 'value' }>
/** The newest of what a device says of it. `silentAfter` in seconds. */
export type Shown = Pick<Device, 'state' | 'silentAfter'> & { value: Scalar; quality: string; receivedAt: string }

/** Milliseconds for which a value is of now; longer only where the device itself speaks less often. */
const freshFor = 600_000

/**
 * Whether it is so at the whole place: every device there that can be heard has shown it since the step began. One that was silenced by
 * what happened, or that speaks of before, says nothing. `now` in epoch milliseconds.
 */
export function isShown({ when, limit }: ValueWait, devices: readonly Shown[], openedAt: string, now: number): boolean {
  const heard = devices.filter(({ state }) => state !== 'silent')
  return heard.length > 0 && heard.every(({ value, quality, receivedAt, silentAfter }) => {
    const at = Date.parse(receivedAt)
    const isFresh = at >= Date.parse(openedAt) && at >= now - Math.max(freshFor, (silentAfter ?? 0) * 1_000)
    // What came with a wrong clock was judged as of when it came.
    const counts = isFresh && (quality === 'good' || quality === 'clock')
    return counts && typeof value === 'number' && (when === 'above' ? value > limit : value < limit)
  })
}
