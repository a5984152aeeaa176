import { hashPassword } from 'better-auth/crypto'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { reasons } from './member-rules.ts'

/*
 * better-auth's own rows of a member who signs in by password. They are written before the commit and change nothing by themselves:
 * what lets somebody in is the member.
 */

/** Seconds after which a user without a member is what a try left that was broken off; no command takes as long. */
const leftAfter = 30

export const userOf = (member: string): string => idFrom('user', member)

/**
 * Makes the sign-in of a member-to-be. Doing it again for the same member is harmless.
 * @throws Refusal `invalid` where the name is taken, `unavailable` where somebody is just taking it
 */
export async function makeSignIn({ sql }: Pick<Parts, 'sql'>, member: string, { username, name, password }: { username: string; name: string; password: string }): Promise<string> {
  const [id, login] = [userOf(member), username.toLowerCase()]
  const hash = await hashPassword(password)
  await sql`
    delete from "user" u where u.username = ${login} and u.created_at < now() - make_interval(secs => ${leftAfter})
      and not exists (select from member where user_id = u.id) and not exists (select from person where user_id = u.id)`
  await sql`
    with made as (
      insert into "user" (id, name, username, display_username, email, email_verified, created_at, updated_at)
      values (${id}, ${name}, ${login}, ${username}, ${`${login}@watchfloor.invalid`}, false, now(), now()) on conflict do nothing returning id
    )
    insert into account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    select id, id, 'credential', id, ${hash}, now(), now() from made`
  const [holder] = await sql<{ id: string; member: boolean }[]>`
    select u.id, exists (select from member where user_id = u.id) or exists (select from person where user_id = u.id) as member from "user" u where u.username = ${login}`
  if (holder?.id === id) return id
  if (holder && !holder.member) throw new Refusal('unavailable')
  throw new Refusal('invalid', { errors: [{ field: 'username', message: reasons.taken }] })
}

/** A new password, no second factor, and nobody signed in: in one statement, so that none is done without the others. */
export async function resetSignIn({ sql }: Pick<Parts, 'sql'>, user: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await sql`
    with renewed as (update account set password = ${hash}, updated_at = now() where user_id = ${user} and provider_id = 'credential'),
      bare as (update "user" set two_factor_enabled = false where id = ${user}),
      forgotten as (delete from two_factor where user_id = ${user}),
      nowhere as (delete from sign_in_address where user_id = ${user})
    delete from session where user_id = ${user}`
}

export async function endSessionsOf({ sql }: Pick<Parts, 'sql'>, user: string): Promise<void> {
  await sql`delete from session where user_id = ${user}`
}
