import type { ToneName } from '../live/station-state.ts'

/** `at` and `length` in seconds, `hertz` the pitch. */
type Pulse = { at: number; length: number; hertz: number }
/** `every`: milliseconds until it comes again while its reason stays. */
export type Tone = { pulses: readonly Pulse[]; every: number }

const row = (count: number, hertz: readonly number[], { length, gap }: { length: number; gap: number }): Pulse[] =>
  Array.from({ length: count }, (_, i) => ({ at: i * (length + gap), length, hertz: hertz[i % hertz.length] ?? 600 }))

/** As IEC 60601-1-8 tells urgency apart: five quick pulses, three slower ones, two, one; rising for alarms, falling for trouble. */
export const tones: Record<ToneName, Tone> = {
  critical: { pulses: row(5, [784, 988], { length: 0.11, gap: 0.06 }), every: 3_000 },
  major: { pulses: row(3, [659, 784, 659], { length: 0.17, gap: 0.12 }), every: 10_000 },
  minor: { pulses: row(2, [587, 659], { length: 0.2, gap: 0.15 }), every: 40_000 },
  notice: { pulses: row(1, [523], { length: 0.2, gap: 0 }), every: 180_000 },
  flood: { pulses: row(2, [494, 740], { length: 0.4, gap: 0.05 }), every: 12_000 },
  drill: { pulses: row(1, [330], { length: 0.3, gap: 0 }), every: 30_000 },
  trouble: { pulses: row(3, [440, 349, 277], { length: 0.22, gap: 0.04 }), every: 20_000 },
}

/** Seconds from its first pulse to the end of its last. */
export const lengthOf = ({ pulses }: Tone): number => Math.max(...pulses.map(({ at, length }) => at + length))
