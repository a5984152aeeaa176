import type { Sql } from '#db/client.ts'
import { wallSilentAfter, type SilentWall } from '#shared/walls.ts'
import type { Room } from './room.ts'

/** `communities`: those that it shows; null for everywhere. `since`: its last paint, or its pairing where there was none; epoch milliseconds. */
export type QuietWall = SilentWall & { communities: string[] | null }

/** Every wall that has not painted for long enough at the database's own time. */
export async function readQuietWalls(sql: Sql): Promise<QuietWall[]> {
  return sql<QuietWall[]>`
    select w.id, w.name, (extract(epoch from coalesce(p.at, w.paired_at)) * 1000)::bigint as since,
      case w.scope->>'kind'
        when 'community' then jsonb_build_array(w.scope->>'id')
        when 'region' then (select coalesce(jsonb_agg(c.id), '[]') from community c where c.region_id = (w.scope->>'id')::uuid)
      end as communities
    from wall w left join wall_paint p on p.wall_id = w.id
    where w.revoked_at is null and w.expires_at > now() and coalesce(p.at, w.paired_at) < clock_timestamp() - make_interval(secs => ${wallSilentAfter / 1000})
    order by w.name, w.id`
}

/**
 * Which of them are a fault. Walls paint on beats, so after an outage they are given their time anew from `beatingSince`:
 * that no beat came is not a wall's fault.
 */
export const silentAt = (quiet: readonly QuietWall[], at: number, beatingSince: number): QuietWall[] =>
  at - beatingSince < wallSilentAfter ? [] : quiet.filter(({ since }) => at - since >= wallSilentAfter)

/** Those that a room's screens may know of and that show some of what the room shows. */
export const silentFor = ({ tended }: Pick<Room, 'tended'>, silent: readonly QuietWall[]): SilentWall[] =>
  silent
    .filter(({ communities }) => (tended === null ? true : tended.size > 0 && (communities === null || communities.some((id) => tended.has(id)))))
    .map(({ id, name, since }) => ({ id, name, since }))
