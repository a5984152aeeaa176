import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'

/** What PostgreSQL adds to an error: whole rows and the values of keys, which may be personal. */
const values = ['detail', 'where', 'internal_query', 'query', 'parameters', 'args'] as const

const options = (level: LoggerOptions['level']): LoggerOptions => ({
  ...(level === undefined ? {} : { level }),
  serializers: {
    err(error: unknown) {
      if (!(error instanceof Error)) return error
      const told: Record<string, unknown> = { ...pino.stdSerializers.err(error) }
      for (const name of values) delete told[name]
      return told
    },
  },
})

/** The log of a process, one JSON line each: an error says what and where, and repeats no row. */
export const makeLog = (level: LoggerOptions['level'], to?: DestinationStream): Logger => (to ? pino(options(level), to) : pino(options(level)))
