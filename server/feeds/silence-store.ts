import type { Sql } from '#db/client.ts'
import { real } from '#shared/modes.ts'
import type { HeardAgain, QuietDevice, ToldFeed } from './silence-rules.ts'

const active = (sql: Sql) => sql`a.mode = ${real} and a.state <> 'normal' and coalesce(a.active, a.state in ('unacknowledged', 'acknowledged'))`

/** Devices that are expected to speak, have not for longer than they may, are not worked on, and of whom it has not been told yet. */
export async function quietDevices(sql: Sql, now: number): Promise<QuietDevice[]> {
  return sql<QuietDevice[]>`
    select d.id, d.version, d.community_id as community, d.kind, d.silent_after as "silentAfter", (extract(epoch from h.at) * 1000)::bigint as "heardAt"
    from device d left join device_heard h on h.device_id = d.id
    where d.silent_after is not null and d.removed_at is null
      and (h.at is null or h.at <= ${new Date(now).toISOString()}::timestamptz - make_interval(secs => d.silent_after))
      and not exists (
        select from alarm a
        where a.community_id = d.community_id and coalesce(a.device_id, a.community_id) = d.id and a.kind = case d.kind when 'gateway' then 'gateway.silent' else 'device.silent' end
          and ${active(sql)})
      and not exists (
        select from maintenance_window w
        where w.state = 'running' and w.community_id = d.community_id
          and case when cardinality(w.device_ids) > 0 then d.id = any(w.device_ids) else w.building_id is null or w.building_id = d.building_id end)`
}

/** Alarms of silence whose device was heard, and those told by `by` whose device is no longer expected to speak. */
export async function heardAgain(sql: Sql, by: string, now: number): Promise<HeardAgain[]> {
  return sql<HeardAgain[]>`
    select a.id as alarm, a.kind, a.severity, d.id as device, d.community_id as community, (extract(epoch from h.at) * 1000)::bigint as "heardAt"
    from alarm a join device d on d.id = a.device_id left join device_heard h on h.device_id = d.id
    where a.kind in ('device.silent', 'gateway.silent') and ${active(sql)}
      and case
        when d.silent_after is not null and d.removed_at is null then h.at > ${new Date(now).toISOString()}::timestamptz - make_interval(secs => d.silent_after)
        else exists (select from fact f where f.entity_id = a.id and f.version = 1 and f.by ->> 'id' = ${by})
      end`
}

export async function toldFeeds(sql: Sql): Promise<ToldFeed[]> {
  return sql<ToldFeed[]>`
    select a.id as alarm, a.community_id as community, a.subject as door, a.severity from alarm a
    where a.kind = 'feed.silent' and a.subject is not null and ${active(sql)}`
}
