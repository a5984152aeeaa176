import type { Sql } from '#db/client.ts'
import { openOrders } from '#db/schema/orders.ts'
import { asideStates, type Severity } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Door } from '#shared/doors.ts'
import type { Post } from '#shared/people.ts'
import type { PromiseKind } from '#shared/orders.ts'
import type { Bilingual } from '#shared/text.ts'

export type AlarmRow = { id: string; severity: Severity; kind: string; text: string; device: Bilingual | null; building: Bilingual | null }
/** Put aside by people, or because its device is being worked on; `until` is null where that end is not known. */
export type AsideRow = AlarmRow & { state: 'shelved' | 'out-of-service'; reason: string | null; until: string | null }
/** `due`: when its running promise runs out; null once the work is done. `weighty`: urgent or high. `soon`: `due` is near or past. */
export type OrderRow = {
  id: string; number: string; title: Bilingual; place: string; building: Bilingual | null; weighty: boolean; promise: PromiseKind | null; due: string | null; soon: boolean
}
export type PlanRow = { id: string; name: Bilingual; place: string; building: Bilingual | null; drill: boolean; due: string | null }
export type AbsentRow = { id: string; name: Bilingual; post: Post }

/** A change of a community's duty manager that nobody has written a sheet for, with what the room looks like. */
export type ShiftChange = {
  community: string
  zone: string
  at: string
  outgoing: string | null
  incoming: string | null
  alarms: AlarmRow[]
  aside: AsideRow[]
  orders: OrderRow[]
  plans: PlanRow[]
  feeds: { door: Door; at: string }[]
  absent: AbsentRow[]
  /** Everything open or standing, listed or not. */
  counts: { orders: number; alarms: number }
}

/** Longest lists on a sheet; what is beyond is counted. */
const longest = 200

const minute = 60_000
const lookBack = 120 * minute
const soon = 120 * minute
const quiet = 10 * minute

/**
 * Changes in the two hours before `now` (epoch milliseconds) that have no handover yet, oldest first, `most` at a time: a shift of a
 * duty manager begins who was not on before, or the last one ends with nobody after it. One statement, so one moment of the database.
 */
export async function readShiftChanges(sql: Sql, now: number, most: number): Promise<ShiftChange[]> {
  const instants = { now: iso(now), from: iso(now - lookBack), soon: iso(now + soon), quiet: iso(now - quiet) }
  const manager = sql`post = 'duty-manager' and state = 'planned'`
  const rows = await sql<ShiftChange[]>`
    with begun as materialized (
      select community_id, starts_at as at, person_id from shift
      where starts_at > ${instants.from}::timestamptz and starts_at <= ${instants.now}::timestamptz and ${manager}
    ), ended as materialized (
      select s.community_id, s.ends_at as at
      from community c
      cross join lateral (
        select community_id, ends_at from shift
        where community_id = c.id and ends_at > ${instants.from}::timestamptz and ends_at <= ${instants.now}::timestamptz and ${manager}
      ) s
    ), fresh as materialized (
      select community_id, at from (select community_id, at from begun union select community_id, at from ended) moment
      where not exists (select from handover h where h.community_id = moment.community_id and h.at = moment.at)
    ), change as materialized (
      select f.community_id, f.at, before.outgoing, after.incoming
      from fresh f
      cross join lateral (
        select (array_agg(person_id order by ends_at, starts_at, person_id))[1] as outgoing, array_agg(person_id) as people from shift
        where community_id = f.community_id and ends_at >= f.at and starts_at < f.at and ${manager}
      ) before
      cross join lateral (
        select (array_agg(person_id order by ends_at desc, person_id) filter (where starts_at = f.at and person_id <> all(coalesce(before.people, '{}'))))[1] as incoming,
          count(*) as present
        from shift where community_id = f.community_id and ends_at > f.at and starts_at <= f.at and ${manager}
      ) after
      where after.incoming is not null or after.present = 0
      order by f.at, f.community_id limit ${most}
    )
    select change.community_id as community, c.zone, change.at, change.outgoing, change.incoming,
      coalesce(alarms.rows, '[]') as alarms, coalesce(aside.rows, '[]') as aside, coalesce(orders.rows, '[]') as orders, coalesce(plans.rows, '[]') as plans,
      coalesce(feeds.rows, '[]') as feeds, coalesce(absent.rows, '[]') as absent,
      json_build_object('alarms', alarms.total, 'orders', orders.total) as counts
    from change
    join community c on c.id = change.community_id
    cross join lateral (
      select count(*) as total, json_agg(json_build_object('id', a.id, 'severity', a.severity, 'kind', a.kind, 'text', a.text, 'device', a.device_name, 'building', b.name)
        order by a.rank, a.raised_at) filter (where a.severity in ('critical', 'major') and a.nth <= ${longest}) as rows
      from (
        select *, array_position(array['critical', 'major', 'minor', 'notice'], severity) as rank,
          row_number() over (order by array_position(array['critical', 'major', 'minor', 'notice'], severity), raised_at) as nth
        from alarm where community_id = change.community_id and state <> 'normal' and state <> all(${[...asideStates]}::text[]) and exercise is null and mode = ${real}
      ) a left join building b on b.id = a.building_id
    ) alarms
    cross join lateral (
      select json_agg(json_build_object('id', a.id, 'severity', a.severity, 'kind', a.kind, 'text', a.text, 'device', a.device_name, 'building', b.name,
        'state', a.state, 'reason', a.reason, 'until', a."until") order by a."until" nulls last, a.raised_at) as rows
      from (
        select m.*, coalesce(m.shelving->>'reason', w.reason) as reason, coalesce((m.shelving->>'until')::timestamptz, w."until") as "until"
        from alarm m left join maintenance_window w on w.id = m.window_id
        where m.community_id = change.community_id and m.state in ('shelved', 'out-of-service') and m.mode = ${real}
        order by "until" nulls last limit ${longest}
      ) a left join building b on b.id = a.building_id
    ) aside
    cross join lateral (
      select count(*) as total, json_agg(json_build_object('id', o.id, 'number', o.number, 'title', json_build_object('zh', o.title, 'en', coalesce(o.title_en, o.title)), 'place', o.place, 'building', b.name,
        'weighty', o.weighty, 'promise', o.promise, 'due', o.due, 'soon', o.soon) order by o.nth) filter (where (o.weighty or o.soon) and o.nth <= ${longest}) as rows
      from (
        select *, row_number() over (order by not (weighty or soon), due nulls last, reported_at, id) as nth
        from (
          select *, coalesce(due <= ${instants.soon}::timestamptz, false) as soon
          from (
            select *, priority in ('urgent', 'high') as weighty,
              case when state in ('reported', 'assigned') then respond_by when state = 'accepted' then coalesce(arrive_by, finish_by)
                when state = 'arrived' then finish_by end as due,
              case when state in ('reported', 'assigned') then 'respond' when state = 'accepted' and arrive_by is not null then 'arrive'
                when state in ('accepted', 'arrived') then 'finish' end as promise
            from work_order where community_id = change.community_id and ${sql.unsafe(openOrders)} and mode = ${real}
          ) running
        ) open
      ) o left join building b on b.id = o.building_id
    ) orders
    cross join lateral (
      select json_agg(json_build_object('id', r.id, 'name', r.name, 'place', r.place, 'building', b.name, 'drill', r.mode <> ${real}, 'due', r.target_at)
        order by r.mode <> ${real}, r.started_at) as rows
      from activation r left join building b on b.id = r.building_id where r.community_id = change.community_id and r.state = 'running'
    ) plans
    cross join lateral (
      select json_agg(json_build_object('door', door, 'at', at) order by door) as rows from feed
      where community_id = change.community_id and at < ${instants.quiet}::timestamptz
    ) feeds
    cross join lateral (
      select json_agg(json_build_object('id', p.id, 'name', p.name, 'post', s.post) order by s.post, p.code) as rows
      from shift s join person p on p.id = s.person_id
      where s.community_id = change.community_id and s.state = 'absent' and s.starts_at <= change.at and s.ends_at > change.at
    ) absent
    order by change.at, change.community_id`
  return rows.map((row) => ({ ...row, at: iso(Date.parse(row.at)) }))
}

const iso = (at: number): string => new Date(at).toISOString()
