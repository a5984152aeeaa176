import { replay } from '../journal/replay.ts'
import type { Projection } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { partsOf, sumHours } from './indicator-rules.ts'
import { addSums } from './indicator-store.ts'

export const indicatorProjection: Projection = {
  name: 'indicators',
  apply: (parts, from, to, facts) => addSums(parts.sql, from, to, sumHours(facts.flatMap(partsOf))),
}

/** Throws the sums away and makes them again from the facts. */
export async function rebuildIndicators(parts: Parts): Promise<void> {
  await parts.sql`
    with sums as (delete from indicator_hour)
    insert into consumer (name, cursor) values ('indicators', 0) on conflict (name) do update set cursor = 0`
  await replay(parts, indicatorProjection)
}
