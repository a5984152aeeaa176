import type { Sql } from '#db/client.ts'
import { indicatorNames, type Indicator, type IndicatorName } from '#shared/indicators.ts'
import { allHours, lastHours, openRate, ratio, type HourSum } from './indicator-rules.ts'

/** One statement: sums are added only if the cursor was still at `from`, and it is then at `to`. False where it was not. */
export async function addSums(sql: Sql, from: number, to: number, sums: readonly HourSum[]): Promise<boolean> {
  const column = <T>(of: (sum: HourSum) => T): T[] => sums.map(of)
  const rows = await sql`
    with moved as (
      update consumer set cursor = ${to} where name = 'indicators' and cursor = ${from} returning 1
    ),
    summed as (
      insert into indicator_hour (community_id, indicator, hour, amount, base)
      select s.* from unnest(${column((sum) => sum.community)}::uuid[], ${column((sum) => sum.indicator)}::text[],
        ${column((sum) => sum.hour)}::timestamptz[], ${column((sum) => sum.amount)}::float8[], ${column((sum) => sum.base)}::float8[]) s, moved
      on conflict (community_id, indicator, hour) do update
        set amount = indicator_hour.amount + excluded.amount, base = indicator_hour.base + excluded.base
    )
    select 1 from moved`
  return rows.length > 0
}

type Row = { indicator: IndicatorName; hour: number; amount: number; base: number }

/** Every indicator of these communities taken together (null: all): over 24 hours, and for each of them. */
export async function readIndicators({ sql }: { sql: Sql }, communities: readonly string[] | null, now: number): Promise<Indicator[]> {
  const hours = lastHours(now)
  const within = (column: 'id' | 'community_id') => (communities ? sql`and ${sql(column)} = any(${[...communities]}::uuid[])` : sql``)
  const [rows, [homes]] = await Promise.all([
    sql<Row[]>`
      select indicator, (extract(epoch from hour) * 1000)::float8 as hour, sum(amount) as amount, sum(base) as base from indicator_hour
      where (hour >= ${new Date(hours[0] ?? now).toISOString()}::timestamptz or hour = ${allHours}::timestamptz) ${within('community_id')}
      group by 1, 2`,
    sql<{ households: number }[]>`select coalesce(sum(households), 0)::float8 as households from community where true ${within('id')}`,
  ])
  const sums = new Map(rows.map((row) => [`${row.indicator}/${row.hour}`, row]))
  const of = (name: IndicatorName, hour: number) => sums.get(`${name}/${hour}`) ?? { amount: 0, base: 0 }
  return indicatorNames.map((name) => {
    const traced = hours.map((hour) => of(name, hour))
    return name === 'open-per-thousand' ? openRate(of(name, 0).amount, traced, homes?.households ?? 0) : ratio(name, traced)
  })
}
