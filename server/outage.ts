import { Unanswered } from './journal/journal.ts'

const gone = new Set([
  'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT',
])

/** SQLSTATE: connection trouble, shutdown and start-up, resources (disk full, connections), statement or lock timeout, read-only standby. */
const away = /^(08...|57P0[1-5]|57014|53...|55P03|25006)$/

/** Whether the database is out of reach or unable just now, so that asking again later is the right thing to do. */
export function isOutage(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof Unanswered) return true
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (gone.has(code) || away.test(code) || at.message.startsWith('the database did not answer')) return true
  }
  return false
}
