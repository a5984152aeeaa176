import type { ServicePromise } from '#shared/promises.ts'
import { alarmHistory } from './alarm-history.ts'
import type { Demo } from './demo.ts'
import { planPast } from './drill-past.ts'
import { day } from './local-time.ts'
import { orderHistory } from './order-history.ts'
import type { PastFact } from './past.ts'
import { sceneOf } from './past-scene.ts'
import { usualPromises } from './promised.ts'
import { makeRandom } from './random.ts'
import { runHistory } from './run-history.ts'

/**
 * What happened in the last `days` days up to `now` (epoch milliseconds), in the order in which it happened: finished
 * orders, past alarms and patrols, and what is still open at `now` with its clocks running. Facts older than three
 * days are told by beginning and end. Versions count from 1 without gaps.
 */
export function makeHistory(demo: Demo, { days, now, promises = usualPromises }: { days: number; now: number; promises?: readonly ServicePromise[] }): PastFact[] {
  const random = makeRandom(`${demo.seed}/history`)
  const scene = sceneOf(demo, { days, now, promises })
  const facts = demo.communities.flatMap((community) => [
    ...orderHistory(scene, random.fork(`orders/${community.code}`), community),
    ...alarmHistory(scene, random.fork(`alarms/${community.code}`), community),
    ...runHistory(scene, random.fork(`runs/${community.code}`), community),
  ])
  facts.push(...planPast(demo, { now, from: now - days * day }).facts)
  return facts.sort((a, b) => a.at - b.at)
}
