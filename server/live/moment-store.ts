import type { Sql } from '#db/client.ts'
import type { Fact } from '#shared/facts.ts'
import { applyFacts, emptyPicture, shown, type PictureRows } from '#shared/picture.ts'

/** The last word on every entity of a community at `instant`, put through the reducer that screens use. */
export async function readMoment(sql: Sql, community: string, instant: string): Promise<PictureRows> {
  const facts = await sql<Fact[]>`
    select seq, name, entity_id as id, body from (
      select distinct on (entity_id) entity_id, seq, name, body from fact
      where community_id = ${community} and at <= ${instant}::timestamptz and split_part(name, '.', 1) = any(${[...shown]})
      order by entity_id, seq desc
    ) last`
  const picture = applyFacts(emptyPicture(), facts)
  const rows = (noun: keyof PictureRows) => [...picture[noun].values()]
  return Object.fromEntries(shown.map((noun) => [noun, rows(noun)])) as PictureRows
}
