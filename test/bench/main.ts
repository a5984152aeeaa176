import { loadavg } from 'node:os'
import { writeFileSync } from 'node:fs'
import { alarmsAtScale } from './alarms-at-scale.ts'
import { commitToScreen } from './commit-to-screen.ts'
import { firstPicture } from './first-picture.ts'
import { ingest } from './ingest.ts'
import { cpuTicks, machine, stolenShare } from './machine.ts'
import { ordersAtScale } from './orders-at-scale.ts'
import { plansAtScale } from './plans-at-scale.ts'
import { readOptions, usage, type Options, type PromiseName } from './options.ts'
import { reached, type Result } from './result.ts'
import { screensCost } from './screens-cost.ts'
import { tableOf } from './table.ts'

const benches: Record<PromiseName, (options: Options, say: (line: string) => void) => Promise<Result>> = {
  P1: commitToScreen,
  P2: screensCost,
  P5: firstPicture,
  P8: ingest,
  ORDERS: ordersAtScale,
  ALARMS: alarmsAtScale,
  PLANS: plansAtScale,
}

const options = told()
const begun = new Date()
const on = machine()
const ticks = cpuTicks()
console.log(`${on.cpu}, ${on.cores} cores, ${on.memoryGB} GB, ${on.system}, node ${on.node}, load before ${on.loadBefore.toFixed(2)}`)

const results: Result[] = []
for (const name of options.only) {
  const result = await benches[name](options, (line) => console.error(line))
  results.push(result)
  console.log(tableOf(result))
}
const stolen = stolenShare(ticks, cpuTicks())
console.log(`\n${results.map((one) => `${one.promise} ${reached(one) ? 'reached' : 'NOT reached'}`).join(', ')}${options.quick ? ' (quick: proves nothing)' : ''}`)

if (options.json) {
  const verdicts = Object.fromEntries(results.map((one) => [one.promise, { reached: reached(one) }]))
  // Nothing is drawn at random but ids: the same offers at the same pace, the same company, every time.
  const file = { seed: null, date: begun.toISOString(), seconds: (Date.now() - begun.getTime()) / 1_000, machine: { ...on, stolen, loadAfter: loadavg()[0] }, options, verdicts, results }
  writeFileSync(options.json, `${JSON.stringify(file, null, 2)}\n`)
  console.log(`Written to ${options.json}`)
}

function told(): Options {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    process.exit(2)
  }
}
