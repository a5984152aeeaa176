import { z } from 'zod'

export const indicatorNames = ['promise-kept', 'first-response', 'complaint-closed', 'alarm-answered', 'checkpoints-done', 'open-per-thousand'] as const
export type IndicatorName = (typeof indicatorNames)[number]

export const indicatorKinds: Record<IndicatorName, { unit: 'percent' | 'minutes' | 'per-thousand'; better: 'more' | 'less'; target: number }> = {
  'promise-kept': { unit: 'percent', better: 'more', target: 95 },
  'first-response': { unit: 'minutes', better: 'less', target: 20 },
  'complaint-closed': { unit: 'percent', better: 'more', target: 95 },
  'alarm-answered': { unit: 'percent', better: 'more', target: 95 },
  'checkpoints-done': { unit: 'percent', better: 'more', target: 95 },
  'open-per-thousand': { unit: 'per-thousand', better: 'less', target: 15 },
}

/** `value` over the last 24 h and one number per hour, oldest first; null where nothing was counted. */
export const Indicator = z.strictObject({
  name: z.enum(indicatorNames),
  value: z.number().nullable(),
  trace: z.array(z.number().nullable()).length(24),
})
export type Indicator = z.infer<typeof Indicator>
