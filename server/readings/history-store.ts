import type { z } from 'zod'
import type { Sql } from '#db/client.ts'
import type { HistoryPoint, Scalar } from '#shared/devices.ts'

type Asked = { device: string; key: string; from: number; to: number; points: number }
type Row = { bucket: number; least: number | null; most: number | null; mean: number | null; last: Scalar; count: number }

/** One key of one device between two instants (epoch milliseconds), in at most `points` stretches of the same length; those without a value are left out. */
export async function readHistory(sql: Sql, { device, key, from, to, points }: Asked): Promise<z.infer<typeof HistoryPoint>[]> {
  const width = (to - from) / points
  const [begin, end] = [new Date(from).toISOString(), new Date(to).toISOString()]
  const rows = await sql<Row[]>`
    with stretch as (
      select least(floor((extract(epoch from at)::float8 * 1000 - ${from}::float8) / ${width}::float8)::int, ${points - 1}::int) as bucket,
        min(number) as least, max(number) as most, avg(number) filter (where abs(number) < 1e290) as mean, max(at) as last_at, count(*)::int as count
      from (
        select at, case when jsonb_typeof(value) = 'number' then value::float8 end as number from reading
        where device_id = ${device} and key = ${key} and at >= ${begin} and at < ${end}
      ) r
      group by 1
    )
    select bucket, least, most, mean, count, (select value from reading r where r.device_id = ${device} and r.key = ${key} and r.at = last_at) as last
    from stretch order by bucket`
  return rows.map(({ bucket, ...point }) => ({ at: new Date(Math.round(from + bucket * width)).toISOString(), ...point }))
}
