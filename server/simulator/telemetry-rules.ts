import { speaks, valuesAt } from '#db/demo/value-curves.ts'
import type { Company } from './company.ts'

/** What one community's gateway sends: ThingsBoard's gateway format. */
export type Telemetry = { community: string; body: Record<string, Record<string, number | boolean>> }

/** Each device speaks once in so many seconds; between two of its words others do. */
const every = 60_000

/** What devices say whose turn comes between two instants (epoch milliseconds), by community; all of them where that is a whole round. */
export function telemetryBetween(company: Company, from: number, to: number): Telemetry[] {
  const bodies = new Map<string, Telemetry['body']>()
  let place = 0
  for (const device of company.devices.values()) {
    if (!speaks(device)) continue
    const offset = (place++ * 7_919) % every
    if (Math.floor((to - offset) / every) === Math.floor((from - offset) / every)) continue
    const body = bodies.get(device.community) ?? {}
    bodies.set(device.community, body)
    body[device.code] = valuesAt(device, to)
  }
  return company.communities.flatMap(({ id, code }) => {
    const body = bodies.get(id)
    return body ? [{ community: code, body }] : []
  })
}
