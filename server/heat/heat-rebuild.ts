import { replay } from '../journal/replay.ts'
import type { Parts } from '../parts.ts'
import { heatProjection } from './heat-projection.ts'
import { forgetUsual } from './usual-store.ts'

/** Throws the counts away and makes them again from the facts. While it runs, other readers see heat that is still growing. */
export async function rebuildHeat(parts: Parts): Promise<void> {
  await parts.sql`
    with days as (delete from heat_day), hours as (delete from heat_hour), profile as (delete from heat_profile)
    insert into consumer (name, cursor) values ('heat', 0) on conflict (name) do update set cursor = 0`
  forgetUsual(parts.sql, null)
  await replay(parts, heatProjection)
}
