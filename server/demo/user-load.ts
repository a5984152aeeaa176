import { hashPassword } from 'better-auth/crypto'
import { demoPassword, type DemoUser } from '#db/demo/users.ts'
import { account, user } from '#db/schema/identity.ts'
import type { Parts } from '../parts.ts'

/**
 * Sign-ins in better-auth's own tables, all with the demo's password: hashed once, because three hundred times takes
 * half a minute. Those that are there already stay as they are.
 */
export async function loadUsers(parts: Pick<Parts, 'db'>, users: readonly DemoUser[], now: number): Promise<void> {
  const password = await hashPassword(demoPassword)
  const times = { createdAt: new Date(now), updatedAt: new Date(now) }
  await parts.db.insert(user).values(users.map(({ id, username, name }) => ({
    id, name, username, displayUsername: username, email: `${username}@watchfloor.invalid`, emailVerified: false, ...times,
  }))).onConflictDoNothing()
  await parts.db.insert(account).values(users.map(({ id }) => ({ id, accountId: id, providerId: 'credential', userId: id, password, ...times }))).onConflictDoNothing()
}
