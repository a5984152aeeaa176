import { Socket } from 'node:net'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { arrayTypes } from './array-types.ts'

export type Sql = ReturnType<typeof postgres>

export type ConnectOptions = {
  /** Connections at most. */
  max: number
  /** Shown in pg_stat_activity. */
  name: string
  /** Every connection runs as this role from its first statement on. */
  role?: string
  /** Milliseconds; 0 for none, as a migration needs. The silence that gives a connection up is 2 s longer. */
  statementTimeout?: number
}

/**
 * A pool on `url` for which no statement hangs: connect 3 s, statement 5 s, lock 2 s, idle in transaction 5 s, and a
 * connection that stays silent for 2 s beyond that is given up (postgres.js itself waits for ever on a dead link).
 * bigint comes as number; dates and timestamps come as PostgreSQL writes them, in UTC. JSON goes in as a value or as
 * text that is JSON already.
 */
export function connect(url: string, { max, name, role, statementTimeout = 5_000 }: ConnectOptions): Sql {
  const tls = /[?&](sslmode=(?!disable)|ssl=)/.test(url)
  return postgres(url, {
    max,
    connect_timeout: 3,
    // Back within a second of the database; the library's own pause grows to 20 s.
    backoff: (retries: number) => Math.min(1, 0.05 * 2 ** retries) * (0.5 + Math.random() / 2),
    ...unpipelined,
    onnotice: () => {},
    connection: {
      application_name: name,
      TimeZone: 'UTC',
      statement_timeout: statementTimeout,
      lock_timeout: statementTimeout === 0 ? 0 : 2_000,
      idle_in_transaction_session_timeout: 5_000,
      tcp_user_timeout: 10_000,
      ...(role ? { role } : {}),
    },
    fetch_types: false,
    types: {
      ...arrayTypes,
      // Cursors, counts and versions stay far below 2^53.
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      date: { to: 1184, from: [1082, 1083, 1114, 1184, 1266], serialize: instant, parse: (text: string) => text },
      json: { to: 3802, from: [114, 3802], serialize: json, parse: (text: string): unknown => JSON.parse(text) },
    },
    ...(tls || statementTimeout === 0 ? {} : { socket: impatientSocket(statementTimeout + 2_000) }),
  })
}

/** One statement at a time on a connection: none waits behind a slow one, and silence means what it says. Missing in the library's types. */
const unpipelined: object = { max_pipeline: 0 }

const instant = (value: Date | string): string => (value instanceof Date ? value.toISOString() : value)

const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** drizzle over the same pool. It replaces the pool's serialisers, of which the plain statements still need theirs. */
export function drizzleOn(sql: Sql): PostgresJsDatabase {
  const own = { ...sql.options.serializers }
  const db = drizzle(sql)
  Object.assign(sql.options.serializers, own)
  return db
}

type Destination = { host: string[]; port: number[]; path?: string | null }

/** Makes sockets that end when a statement was sent and nothing came for `patience` milliseconds. */
function impatientSocket(patience: number) {
  let next = 0
  return ({ host, port, path }: Destination): Socket => {
    const socket = new Socket()
    const at = next++ % port.length
    if (path) socket.connect(path)
    else socket.connect(port[at] ?? 5432, host[at] ?? 'localhost')

    let waiting = false
    // After connect, which puts the original back.
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
    socket.write = (...args: unknown[]) => {
      waiting = true
      return write(...args)
    }
    socket.on('data', (chunk: Buffer) => {
      if (endsReady(chunk)) waiting = false
    })
    return socket.setTimeout(patience).on('timeout', () => {
      if (waiting) socket.destroy(new Error(`the database did not answer within ${patience} ms`))
    })
  }
}

/** ReadyForQuery, the last message of every answer: Z, its length 5, the transaction's state. */
function endsReady(chunk: Buffer): boolean {
  const at = chunk.length - 6
  return at >= 0 && chunk[at] === 0x5a && chunk.readInt32BE(at + 1) === 5
}
