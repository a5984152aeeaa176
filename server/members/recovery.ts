import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { CannotStart } from '#db/cannot-start.ts'
import { members } from '#db/schema/members.ts'
import { change } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { systemCommand } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { memberOfUser } from './member-store.ts'
import { resetSignIn } from './sign-in-rows.ts'

const tries = 5

/**
 * For the administrator who has lost password or second factor, where there is no other: whoever can start the server may help.
 * A new password, no second factor, enabled, and signed out everywhere; rights stay as they are.
 * @returns the password, which is kept nowhere
 * @throws CannotStart where there is no such administrator with a password
 */
export async function recover(parts: Parts, username: string): Promise<string> {
  const name = username.trim().toLowerCase()
  for (let i = 0; i < tries; i++) {
    const [row] = await parts.db.select({ user: members.user }).from(members).where(eq(members.username, name))
    const member = row ? await memberOfUser(parts, row.user) : null
    if (!member || member.source === 'company' || !member.grants.some(({ role }) => role === 'administrator')) throw noSuch(username)
    const password = randomBytes(18).toString('base64url')
    await resetSignIn(parts, member.user, password)
    const body = { ...member, version: member.version + 1, disabledAt: null }
    const work = {
      changes: [change(members, body, { name: member.disabledAt ? 'member.enabled' : 'member.changed', body })],
      reply: null, community: null, mode: 'real',
      detail: { user: member.user, username: member.username, enabled: member.disabledAt !== null },
    }
    const answer = await parts.journal.commit(systemCommand('recovery', 'member.recover', v7(), work))
    if (answer.ok) return password
    if (!isRace(answer)) throw undone(answer)
  }
  throw new CannotStart(`"${username}" was changed by others at the same time: try again.`, `“${username}”正被他人更改，请再试一次。`)
}

const noSuch = (username: string): CannotStart =>
  new CannotStart(
    `"${username}" is no administrator who signs in by password here: give the user name of one, as in: npm start -- --recover chief`,
    `“${username}”不是用密码登录的管理员：请给出管理员的用户名，例如：npm start -- --recover chief`,
  )
