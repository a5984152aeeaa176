import { parseArgs } from 'node:util'
import { CannotStart } from '#db/cannot-start.ts'

/** What `npm start` was told: `recover` is the user name of an administrator who cannot sign in any more. @throws CannotStart */
export function readStart(args: string[]): { recover: string | null } {
  try {
    const { recover } = parseArgs({ args, options: { recover: { type: 'string' } }, allowPositionals: false }).values
    if (recover === undefined) return { recover: null }
    if (recover.trim() !== '') return { recover }
  } catch {
    // Said below, like a name that was left out.
  }
  throw new CannotStart(
    `"${args.join(' ')}" is not understood: npm start takes nothing, or --recover and the user name of an administrator.`,
    `无法识别“${args.join(' ')}”：npm start 不带参数，或带 --recover 和一位管理员的用户名。`,
  )
}
