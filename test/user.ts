import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { connect, drizzleOn } from '#db/client.ts'
import { members } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import type { Grant } from '#shared/roles.ts'
import { createAuth, createUser } from '#server/identity/auth.ts'
import { change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { password, testConfig } from './world.ts'

export type NewUser = { username: string; grants: Grant[]; /** The member of staff behind the sign-in. */ person?: string }

/** More people who can sign in, with the password of the test's world. */
export async function makeUsers(url: string, list: readonly NewUser[]): Promise<void> {
  const sql = connect(url, { max: 2, name: 'test-users', role: 'watchfloor_app' })
  const journal = new Journal(url, pino({ level: 'silent' }), () => {})
  const auth = createAuth(drizzleOn(sql), testConfig(url))
  for (const { username, grants, person } of list) {
    const user = await createUser(auth, { username, name: username, password })
    const member = { id: randomUUID(), version: 1, user, username, name: username, source: 'password' as const, grants, disabledAt: null }
    const staff = person ? await drizzleOn(sql).select().from(people).where(eq(people.id, person)) : []
    const changes = [change(members, member), ...staff.map((row) => change(people, { ...row, version: row.version + 1, user }))]
    const work = { changes, reply: null, community: null, mode: 'real' }
    const made = await journal.commit(systemCommand('test', 'member.create', randomUUID(), work))
    if (!made.ok) throw new Error(made.message)
  }
  await journal.stop()
  await sql.end()
}
