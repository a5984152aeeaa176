import type { Caller } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import type { Staff } from './assign-rules.ts'
import type { Mover } from './start-rules.ts'

export const moverOf = ({ actor, person }: Caller): Mover => ({ name: actor.name, user: actor.id, person })

/** Somebody of the staff as they are known in the room: by the name of their sign-in, where they have one. */
export async function moverFor({ sql }: Pick<Parts, 'sql'>, { id, name }: Pick<Staff, 'id' | 'name'>): Promise<Mover> {
  const [row] = await sql<{ user: string | null; name: string | null }[]>`
    select p.user_id as user, coalesce(m.name, u.name) as name from person p left join "user" u on u.id = p.user_id left join member m on m.user_id = p.user_id where p.id = ${id}`
  return { name: row?.name ?? name.zh, user: row?.user ?? null, person: id }
}
