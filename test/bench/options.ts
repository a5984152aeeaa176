import { parseArgs } from 'node:util'

export const promiseNames = ['P1', 'P2', 'P5', 'P8', 'ORDERS', 'ALARMS', 'PLANS'] as const
export type PromiseName = (typeof promiseNames)[number]

export type Options = {
  only: readonly PromiseName[]
  /** Interleaved runs; the figures are their medians. */
  runs: number
  /** Length of one measurement. */
  seconds: number
  json: string | null
  /** Enough to see that everything works; its figures prove nothing. */
  quick: boolean
}

export const usage = `npm run bench -- [--only P1,P2,P5,P8,ORDERS,ALARMS,PLANS] [--runs 5] [--seconds 30] [--quick] [--json FILE]`

/** @throws Error with one sentence, where the arguments make no sense */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, runs: { type: 'string' }, seconds: { type: 'string' }, json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  })
  const { quick } = values
  return {
    only: values.only ? values.only.split(',').map(promiseName) : promiseNames,
    runs: count('--runs', values.runs, quick ? 1 : 5),
    seconds: count('--seconds', values.seconds, quick ? 3 : 30),
    json: values.json ?? null,
    quick,
  }
}

function promiseName(text: string): PromiseName {
  const name = promiseNames.find((known) => known === text.trim().toUpperCase())
  if (!name) throw new Error(`--only knows ${promiseNames.join(', ')}, not ${text}`)
  return name
}

function count(name: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number from 1, not ${text}`)
  return number
}
