import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { username } from 'better-auth/plugins'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import * as schema from '#db/schema/identity.ts'
import type { Config } from '../config.ts'
import { addressHeader } from './address.ts'
import { isOwnOrigin } from './origin.ts'

const hour = 3_600

/** Told of every sign-in and sign-out, for the audit. */
export type OnSession = (what: 'session.opened' | 'session.closed', user: string) => void

/** Sign-in by user name and password. better-auth owns its four tables; nobody can sign up by themselves. */
export function createAuth(db: PostgresJsDatabase, config: Config, onSession: OnSession) {
  return betterAuth({
    basePath: '/api/auth',
    secret: config.secret,
    telemetry: { enabled: false },
    // It warns that it takes its own address from the request; isOwnOrigin decides which are ours.
    logger: { level: 'error' },
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: false }),
    // The edge lets nothing of this through either.
    disabledPaths: ['/sign-up/email', '/sign-in/email', '/update-user', '/is-username-available', '/change-password', '/change-email', '/delete-user'],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    session: { expiresIn: 12 * hour, updateAge: hour, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, window: 60, max: 600, storage: 'memory', customRules: { '/sign-in/username': { window: 60, max: 60 } } },
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin')
      return origin && isOwnOrigin(config, origin, request?.headers.get('host') ?? undefined) ? [origin] : []
    },
    advanced: {
      cookiePrefix: 'watchfloor',
      useSecureCookies: config.secureCookies,
      // Without this all of the world shares one rate limit.
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: { after: async (session) => onSession('session.opened', session.userId) },
        delete: { after: async (session) => onSession('session.closed', session.userId) },
      },
    },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 60, usernameValidator: (name) => /^[\w.-]+$/.test(name) })],
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
