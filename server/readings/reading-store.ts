import type { Sql } from '#db/client.ts'
import { valueUnits, type Quality, type Scalar } from '#shared/devices.ts'

/** One value; times in epoch milliseconds. */
export type Value = { device: string; key: string; at: number; receivedAt: number; value: Scalar; quality: Quality }

/**
 * Keeps values: all of them in the history, the newest of each key, and when each device was heard (to the second). A value that is
 * there already changes nothing. Rows are written in one order, so that processes that write the same ones do not wait for each other.
 */
export async function storeValues(sql: Sql, values: readonly Value[]): Promise<void> {
  const column = <T>(of: (value: Value) => T): T[] => values.map(of)
  await sql`
    with given as materialized (
      select device, key, at, received, value::jsonb as value, unit, quality
      from unnest(
        ${column((one) => one.device)}::uuid[], ${column((one) => one.key)}::text[], ${column((one) => iso(one.at))}::timestamptz[], ${column((one) => iso(one.receivedAt))}::timestamptz[],
        ${column((one) => JSON.stringify(one.value))}::text[], ${column((one) => valueUnits[one.key] ?? null)}::text[], ${column((one) => one.quality)}::text[]
      ) as given (device, key, at, received, value, unit, quality)
    ), kept as (
      insert into reading (device_id, key, at, value, received_at) select device, key, at, value, received from given order by device, key, at
      on conflict do nothing
    ), newest as (
      insert into device_value (device_id, key, value, unit, quality, at, received_at)
      select distinct on (device, key) device, key, value, unit, quality, at, received from given order by device, key, at desc
      on conflict (device_id, key) do update set
        value = excluded.value, unit = excluded.unit, at = excluded.at, received_at = excluded.received_at,
        quality = case when excluded.quality = 'good' and jsonb_typeof(device_value.value) <> jsonb_typeof(excluded.value) then 'suspect' else excluded.quality end
      where device_value.at < excluded.at
    )
    insert into device_heard (device_id, at) select device, max(received) from given group by device order by device
    on conflict (device_id) do update set at = excluded.at where device_heard.at < excluded.at - interval '1 second'`
}

const iso = (at: number): string => new Date(at).toISOString()
