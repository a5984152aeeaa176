import { setTimeout as sleep } from 'node:timers/promises'
import type { Opened } from '#server/installation.ts'
import { orderTimers } from '#server/orders/order-timers.ts'
import { Timers } from '#server/timers/timers.ts'
import type { BenchDatabase } from './bench-database.ts'
import { below, noted, type Line } from './result.ts'

/** Seconds from now at which all of them are due. */
const ahead = 5

/** Promises of many orders that come due in the same instant, and as many over ten seconds: how long after its moment each is told. */
export async function promisesDue(database: BenchDatabase, parts: Opened['parts'], many: number): Promise<Line[]> {
  return [...(await dueWithin(database, parts, many, 0)), ...(await dueWithin(database, parts, many, 10))]
}

/** `span`: seconds over which they come due, evenly. */
async function dueWithin({ sql }: BenchDatabase, parts: Opened['parts'], many: number, span: number): Promise<Line[]> {
  const [moment] = await sql<{ due: Date }[]>`select date_trunc('second', now()) + make_interval(secs => ${ahead}) as due`
  if (!moment) throw new Error('the database has no clock')
  const { due } = moment
  const ids = await sql<{ id: string }[]>`
    update work_order set respond_by = ${due}::timestamptz + make_interval(secs => ${span} * nth::float8 / ${many}), responded_at = null, state = 'reported', late = '{}', waiting = null
    from (select id, row_number() over () as nth from work_order where state in ('reported', 'assigned', 'accepted') limit ${many}) due where work_order.id = due.id returning work_order.id`
  await sql`delete from timer`
  await sql`insert into timer (key, name, subject_id, due_at) select 'order:' || id || ':respond', 'order.late-respond', id, respond_by from work_order where id = any(${ids.map(({ id }) => id)}::uuid[])`
  const timers = new Timers(parts, orderTimers)
  timers.start()
  try {
    const told = async () => (await sql<{ count: number; last: number | null; late: number }[]>`
      select count(*)::int as count, extract(epoch from max(at - by))::float8 as last, (count(*) filter (where at > by + interval '2 seconds'))::int as late
      from (select at, (body->>'respondBy')::timestamptz as by from fact where name = 'order.late' and at >= ${due}) told`)[0]
    let now = await told()
    for (let i = 0; i < 240 && (now?.count ?? 0) < ids.length; i++) {
      await sleep(250)
      now = await told()
    }
    const twice = await sql`select 1 from fact where name = 'order.late' and at >= ${due} group by entity_id having count(*) > 1`
    return [
      below(`${ids.length.toLocaleString('en')} promises due ${span === 0 ? 'at once' : `over ${span} s`}: the slowest told after`, 's', now?.last ?? Infinity, 2),
      noted('  told later than 2 s', '', now?.late ?? 0),
      below('  not told, or twice', '', ids.length - (now?.count ?? 0) + twice.length, 1),
    ]
  } finally {
    await timers.stop()
  }
}
