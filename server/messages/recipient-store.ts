import type { Sql } from '#db/client.ts'
import type { Bilingual, Language } from '#shared/text.ts'

/** One resident of an order, with the title of what they reported. `merged`: they reported another that was merged into it. Personal data. */
export type Recipient = { order: string; merged: boolean; phone: string; language: Language | null; place: string; title: string; titleEn: string | null }

/** Whoever reported one of these orders, or one that was merged into it, first reports first. Who reported what was imported is told nothing. */
export async function recipientsOf(sql: Sql, orders: readonly string[]): Promise<Recipient[]> {
  if (orders.length === 0) return []
  return sql<Recipient[]>`
    with recursive family (root, id) as (
      select id, id from work_order where id = any(${[...orders]}::uuid[])
      union
      select f.root, o.id from family f join work_order o on o.merged_into = f.id and o.merged_into is not null)
    select f.root as order, f.root <> f.id as merged, r.phone, r.language, r.place, r.title, r.title_en as "titleEn" from family f cross join lateral (
      select reported_at as at, reporter_phone as phone, language, place, title, title_en from work_order where id = f.id and source <> 'import'
      union all
      select p.at, p.phone, p.language, p.place, o.title, o.title_en from order_report p join work_order o on o.id = p.order_id where p.order_id = f.id) r
    where r.phone is not null
    order by r.at`
}

export type Told = { name: Bilingual; zone: string }

export async function communitiesOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Told>> {
  const rows = await sql<(Told & { id: string })[]>`select id, name, zone from community where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, ...told }) => [id, told]))
}

export async function namesOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Bilingual>> {
  const rows = await sql<{ id: string; name: Bilingual }[]>`select id, name from person where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Numbers of orders. */
export async function numbersOf(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; number: string }[]>`select id, number from work_order where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, number }) => [id, number]))
}
