import type { Sql } from '#db/client.ts'
import { hearings, type DeafStation, type Hearing } from '#shared/watch.ts'
import type { Parts } from '../parts.ts'
import type { Room } from './room.ts'
import type { LiveSocket } from './socket-server.ts'

/** Milliseconds between two notes of one station that says the same. */
const notedEvery = 3_000
/** What was last said longer ago than this says nothing of now; a wall that went is told of by its paint. */
const keptFor = 15_000

/** What open screens say of whether they can be heard. Screens that need not be say nothing. */
export class Stations {
  private readonly parts: Parts

  constructor(parts: Parts) {
    this.parts = parts
  }

  welcome(socket: LiveSocket): void {
    let said: { hearing: Hearing; at: number } | null = null
    socket.on('hearing', (hearing: unknown) => {
      const known = hearings.find((one) => one === hearing)
      const now = this.parts.now()
      if (!known || (said?.hearing === known && now - said.at < notedEvery)) return
      said = { hearing: known, at: now }
      this.write(this.note(socket, known))
    })
    socket.on('disconnect', () => {
      if (said) this.write(this.parts.sql`delete from station where id = ${socket.id}`)
    })
  }

  private async note({ id, data: { caller, room } }: LiveSocket, hearing: Hearing): Promise<void> {
    const communities = room?.communities ? JSON.stringify([...room.communities]) : null
    // The database's clock, which is the one that beats go by.
    await this.parts.sql`
      insert into station (id, whose, name, kind, communities, hearing, since, at)
      values (${id}, ${caller.actor.id}, ${caller.actor.name}, ${caller.kind === 'wall' ? 'wall' : 'desk'}, ${communities}::text::jsonb, ${hearing}, clock_timestamp(), clock_timestamp())
      on conflict (id) do update set communities = excluded.communities, hearing = excluded.hearing, at = excluded.at,
        since = case when station.hearing = excluded.hearing then station.since else excluded.since end`
  }

  private write(written: Promise<unknown>): void {
    written.catch((error: unknown) => this.parts.log.warn({ err: error }, 'whether a station can be heard could not be noted'))
  }
}

/** `communities`: those that it watches; null for everywhere. */
export type KnownDeaf = DeafStation & { communities: string[] | null }

/** Stations that said so lately, one line per wall or account. Whoever can be heard at one of their screens is not deaf. */
export async function readDeaf(sql: Sql): Promise<KnownDeaf[]> {
  return sql<KnownDeaf[]>`
    select distinct on (kind, whose) id, name, kind, hearing, (extract(epoch from since) * 1000)::bigint as since, communities from station s
    where hearing <> 'heard' and at > clock_timestamp() - make_interval(secs => ${keptFor / 1000})
      and not exists (select from station o where o.kind = s.kind and o.whose = s.whose and o.hearing = 'heard' and o.at > clock_timestamp() - make_interval(secs => ${keptFor / 1000}))
    order by kind, whose, since`
}

/** Those that a room's screens may know of and that watch some of what the room shows. */
export const deafFor = ({ tended }: Pick<Room, 'tended'>, deaf: readonly KnownDeaf[]): DeafStation[] =>
  deaf
    .filter(({ communities }) => (tended === null ? true : tended.size > 0 && (communities === null || communities.some((id) => tended.has(id)))))
    .map(({ communities: _communities, ...station }) => station)

/** What processes that died left behind. */
export const forgetStations = async (sql: Sql): Promise<void> => {
  await sql`delete from station where at < clock_timestamp() - interval '1 hour'`
}
