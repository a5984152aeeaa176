import type { Sql } from '#db/client.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import type { Level } from './notice-words.ts'

/** Somebody who can be told. `person` is null for a member who is no member of staff. Personal data. */
export type Holder = { level: Level; person: string | null; phone: string | null; languages: Language[] | null }

type Asked = { community: string; assignee: string | null; now: number }

/**
 * Who holds each level of the chain at an order: its assignee, the butlers on shift (the one of the assignee's grid, where there is
 * one), the duty managers on shift, the heads of its region.
 */
export async function holdersAt(sql: Sql, { community, assignee, now }: Asked): Promise<Holder[]> {
  const at = new Date(now).toISOString()
  const rows = await sql<(Holder & { near: boolean })[]>`
    select 'assignee' as level, id as person, phone, languages, true as near from person where id = ${assignee}::uuid and left_at is null
    union all
    select s.post, p.id, p.phone, p.languages, p.grid is not null and p.grid = (select grid from person where id = ${assignee}::uuid)
    from shift s join person p on p.id = s.person_id
    where s.community_id = ${community} and s.post in ('butler', 'duty-manager') and s.state = 'planned' and s.starts_at <= ${at} and s.ends_at > ${at} and p.left_at is null
    union all
    select 'regional-head', p.id, p.phone, p.languages, true
    from member m left join person p on p.user_id = m.user_id and p.left_at is null
    where m.disabled_at is null and exists (
      select from jsonb_array_elements(m.grants) g join community c on c.id = ${community}
      where g->>'role' = 'regional-head' and (g->'scope'->>'kind' = 'everything' or g->'scope'->>'id' in (c.id::text, c.region_id::text)))`
  const nearest = rows.some(({ level, near }) => level === 'butler' && near)
  return rows.filter(({ level, near }) => level !== 'butler' || near || !nearest).map(({ level, person, phone, languages }) => ({ level, person, phone, languages }))
}

export type Site = { name: Bilingual; zone: string; building: Bilingual | null }

/** Where an order is. */
export async function siteOf(sql: Sql, community: string, building: string | null): Promise<Site | null> {
  const [row] = await sql<Site[]>`select c.name, c.zone, (select name from building where id = ${building}::uuid) as building from community c where c.id = ${community}`
  return row ?? null
}
