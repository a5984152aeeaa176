import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import type { Auth } from './auth.ts'

/** As many, and in the form, that better-auth makes and takes at sign-in. */
const amount = 10
const half = 5

const Codes = z.array(z.string())

type Sql = Pick<Parts, 'sql'>

/** `kept`: what is stored of them. */
export async function makeBackupCodes(auth: Auth): Promise<{ codes: string[]; kept: string }> {
  const codes = Array.from({ length: amount }, () => generateRandomString(2 * half, 'a-z', '0-9', 'A-Z')).map((code) => `${code.slice(0, half)}-${code.slice(half)}`)
  const { secretConfig } = await auth.$context
  return { codes, kept: await symmetricEncrypt({ key: secretConfig, data: JSON.stringify(codes) }) }
}

/** Whether it is one of this user's; it is none any more then. Of several at once one takes it. */
export async function takeBackupCode({ sql }: Sql, auth: Auth, user: string, code: string): Promise<boolean> {
  const [row] = await sql<{ kept: string }[]>`select backup_codes as kept from two_factor where user_id = ${user}`
  if (!row) return false
  const { secretConfig } = await auth.$context
  const codes = Codes.parse(JSON.parse(await symmetricDecrypt({ key: secretConfig, data: row.kept })))
  if (!codes.includes(code)) return false
  const left = await symmetricEncrypt({ key: secretConfig, data: JSON.stringify(codes.filter((one) => one !== code)) })
  return (await sql`update two_factor set backup_codes = ${left} where user_id = ${user} and backup_codes = ${row.kept} returning id`).length > 0
}

/** @returns false where there is no second factor any more */
export async function replaceBackupCodes({ sql }: Sql, user: string, kept: string): Promise<boolean> {
  return (await sql`update two_factor set backup_codes = ${kept} where user_id = ${user} returning id`).length > 0
}
