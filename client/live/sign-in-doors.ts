import { get, post } from './api.ts'

/** `needed`: nobody can sign in yet; `company`: the company's own sign-in, where there is one. */
export type Welcome = { needed: boolean; company: { name: string } | null }

export async function askWelcome(): Promise<Welcome> {
  const [{ needed }, { company }] = (await Promise.all([get('/api/first-run'), get('/api/auth/ways')])) as [Pick<Welcome, 'needed'>, Pick<Welcome, 'company'>]
  return { needed, company }
}

/** The sign-in of this browser. `needed`: a second factor must be set up before anything else; `idleAfter` is milliseconds. */
export type SignIn = { source: 'password' | 'company'; secondFactor: 'none' | 'set' | 'needed'; expiresAt: string; idleAfter?: number }

/** Null where nobody is signed in, or a paired wall is. */
export const askSignIn = async (): Promise<SignIn | null> => (await get('/api/auth/get-session')) as SignIn | null

type Next = { next: 'signed-in' | 'second-factor' }

export const signIn = async (username: string, password: string): Promise<Next> => (await post('/api/auth/sign-in/username', { username, password })) as Next

/** At the second step of a sign-in, and to confirm a second factor that was just begun. */
export const giveCode = (code: string): Promise<unknown> => post('/api/auth/two-factor/verify-totp', { code })

export const giveBackupCode = (code: string): Promise<unknown> => post('/api/auth/two-factor/verify-backup-code', { code })

/** A second factor that counts only once `giveCode` has confirmed it. `uri`: otpauth://totp/…, with the secret in it. */
export type Enrolment = { uri: string; secret: string; backupCodes: string[] }

export const beginFactor = async (password: string): Promise<Enrolment> => enrolment(await post('/api/auth/two-factor/enable', { password }))

/** A new one in the place of the present one, which holds until `giveCode` has confirmed the new one. `code`: of the present one, or a backup code. */
export const replaceFactor = async (password: string, code: string): Promise<Enrolment> => enrolment(await post('/api/auth/two-factor/replace', { password, code }))

function enrolment(answer: unknown): Enrolment {
  const { totpURI, backupCodes } = answer as { totpURI: string; backupCodes: string[] }
  return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '', backupCodes }
}

/** Ten new ones; those of before are none any more. */
export const newBackupCodes = async (password: string, code: string): Promise<string[]> =>
  ((await post('/api/auth/two-factor/backup-codes', { password, code })) as { backupCodes: string[] }).backupCodes

/** Ends all other sign-ins of this account. */
export const changePassword = (password: string, newPassword: string): Promise<unknown> => post('/api/auth/password', { password, newPassword })

export const turnOffFactor = (password: string): Promise<unknown> => post('/api/auth/two-factor/disable', { password })

/** Where the company's own sign-in begins. */
export const companyAddress = async (): Promise<string> => ((await post('/api/auth/sign-in/company', {})) as { url: string }).url
