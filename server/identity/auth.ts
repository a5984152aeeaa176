import { randomUUID } from 'node:crypto'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor, username } from 'better-auth/plugins'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import * as schema from '#db/schema/identity.ts'
import type { Config } from '../config.ts'
import { addressHeader } from './address.ts'
import { isOwnOrigin } from './origin.ts'

const hour = 3_600

/** What holds for every way to sign in. A session ends `sessionHours` after it began, whatever is done with it meanwhile. */
export const common = (db: PostgresJsDatabase, config: Config) =>
  ({
    basePath: '/api/auth',
    secret: config.secret,
    telemetry: { enabled: false },
    // It warns that it takes its own address from the request; isOwnOrigin decides which are ours.
    // What it would add to its first line may be a query's parameters.
    logger: { level: 'error', log: (_level, message) => console.error(`better-auth: ${String(message).split('\n')[0]}`) },
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: false }),
    session: { expiresIn: config.sessionHours * hour, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // The sign-in doors have limits of their own, which know accounts too.
    rateLimit: { enabled: false },
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin')
      return origin && isOwnOrigin(config, origin, request?.headers.get('host') ?? undefined) ? [origin] : []
    },
    advanced: {
      cookiePrefix: 'watchfloor',
      useSecureCookies: config.secureCookies,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => randomUUID() },
    },
  }) satisfies BetterAuthOptions

/** Sign-in by user name, password and second factor. better-auth owns its tables; nobody can sign up by themselves. */
export function createAuth(db: PostgresJsDatabase, config: Config) {
  return betterAuth({
    ...common(db, config),
    // The edge lets nothing of this through either.
    disabledPaths: ['/sign-up/email', '/sign-in/email', '/update-user', '/is-username-available', '/change-password', '/change-email', '/delete-user'],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 60, usernameValidator: (name) => /^[\w.-]+$/.test(name) }),
      // Its own lock would shut out the control room together with whoever guesses; the doors count instead.
      twoFactor({ issuer: 'Watchfloor', accountLockout: { enabled: false } }),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>

/** Makes a user who can sign in. `hash`: the password already hashed by better-auth, so that many made users can share one. */
export async function createUser(auth: Auth, user: { username: string; name: string } & ({ password: string } | { hash: string })): Promise<string> {
  const context = await auth.$context
  const login = user.username.toLowerCase()
  const made = await context.internalAdapter.createUser(
    // better-auth wants an address; nobody has one here, and `.invalid` can never be written to.
    { name: user.name, username: login, displayUsername: user.username, email: `${login}@watchfloor.invalid`, emailVerified: false },
    { method: 'admin' },
  )
  const password = 'hash' in user ? user.hash : await context.password.hash(user.password)
  await context.internalAdapter.linkAccount({ userId: made.id, providerId: 'credential', accountId: made.id, password })
  return made.id
}

/** Gives a user whose making was broken off the name and password that are asked for now. */
export async function remakeUser(auth: Auth, id: string, user: { username: string; name: string; password: string }): Promise<string> {
  const { internalAdapter, password: passwords } = await auth.$context
  const password = await passwords.hash(user.password)
  await internalAdapter.updateUser(id, { name: user.name, displayUsername: user.username })
  const accounts = await internalAdapter.findAccounts(id)
  if (accounts.length > 0) await internalAdapter.updatePassword(id, password)
  else await internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password })
  return id
}
