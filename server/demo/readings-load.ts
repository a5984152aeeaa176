import type { Demo } from '#db/demo/demo.ts'
import { valuesAt } from '#db/demo/value-curves.ts'
import { valueUnits, type DeviceKind } from '#shared/devices.ts'
import type { Parts } from '../parts.ts'

const [longest, step] = [30, 30 * 60_000]
const perStatement = 20_000
/** What charts and trials of rules are tried on: some 300,000 values. The others begin when they are first heard. */
const kept: Partial<Record<DeviceKind, readonly string[]>> = { pump: ['pressure'], sensor: ['temperature'], power: ['load'] }

type Row = { device: string; key: string; at: string; value: string }

/** Values of the last days, a month at most, every half hour; a load that was broken off goes over the same again and changes nothing. */
export async function loadReadings({ sql }: Parts, demo: Demo, now: number, days: number): Promise<void> {
  const devices = demo.devices.filter(({ kind, building, code }) => kept[kind] && (kind !== 'power' || building === null || /^(T\d|FD)/.test(code)))
  let rows: Row[] = []
  const write = async (): Promise<void> => {
    await sql`
      insert into reading (device_id, key, at, value, received_at) select device, key, at, value::jsonb, at
      from unnest(${rows.map(({ device }) => device)}::uuid[], ${rows.map(({ key }) => key)}::text[], ${rows.map(({ at }) => at)}::timestamptz[], ${rows.map(({ value }) => value)}::text[]) r (device, key, at, value)
      on conflict do nothing`
    rows = []
  }
  const begun = Math.floor((now - Math.min(days, longest) * 86_400_000) / step) * step
  for (let at = begun; at < now; at += step) {
    for (const device of devices) {
      const values = valuesAt(device, at)
      for (const key of kept[device.kind] ?? []) rows.push({ device: device.id, key, at: new Date(at).toISOString(), value: String(values[key]) })
    }
    if (rows.length >= perStatement) await write()
  }
  await write()
  await sql`
    insert into device_value (device_id, key, value, unit, quality, at, received_at)
    select distinct on (device_id, key) device_id, key, value, ${JSON.stringify(valueUnits)}::text::jsonb ->> key, 'good', at, received_at from reading where at > ${new Date(now - 2 * step).toISOString()} order by device_id, key, at desc
    on conflict do nothing`
}
