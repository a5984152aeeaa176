import { Unanswered, type Undone } from './journal/journal.ts'

const gone = new Set([
  'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH',
])

/** SQLSTATE: connection trouble, resources (disk full, connections), shutdown and start-up, statement or lock timeout, system errors, read-only standby. */
const away = /^(08...|53...|57...|58...|55P03|25006)$/

/** What the journal refused, as an error: where the database was merely unable just now, nothing was done and it may work later. */
export const undone = ({ code, message }: Undone): Error =>
  away.test(code) ? new Unanswered(message) : new Error(`the journal refused a command: ${code} ${message}`)

/** Whether the database is out of reach or unable just now, so that asking again later is the right thing to do. */
export function isOutage(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof Unanswered) return true
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    // A socket file that is not there; any other file may be missing without the database being away.
    if (code === 'ENOENT' && 'syscall' in at && at.syscall === 'connect') return true
    if (gone.has(code) || away.test(code) || at.message.startsWith('the database did not answer')) return true
  }
  return false
}
