import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'

/** What PostgreSQL and those who ask it add to an error: whole rows, the values of keys and parameters, which may be personal. */
const values = ['detail', 'where', 'internal_query', 'query', 'parameters', 'params', 'args'] as const

const options = (level: LoggerOptions['level']): LoggerOptions => ({
  ...(level === undefined ? {} : { level }),
  serializers: {
    err(error: unknown) {
      if (!(error instanceof Error)) return error
      // What drizzle throws writes the parameters into its message and stack; the database's own error is its cause.
      const told: Record<string, unknown> = { ...pino.stdSerializers.err(/^params: /m.test(error.message) && error.cause instanceof Error ? error.cause : error) }
      for (const name of values) delete told[name]
      return told
    },
  },
})

/**
 * An address as the log may show it. What stands behind the question mark may be a name that is looked for, or a code that signs
 * somebody in; firmware made for ThingsBoard puts its key into the path, residents who score a drill its code.
 */
export const shownPath = (url: string): string => (url.split('?')[0] ?? '').replace(/^\/(api\/v1|api\/score|score)\/[^/]+/i, '/$1/-').replaceAll(/wf_[\w-]{20,}/g, 'wf_-')

/** The log of a process, one JSON line each: an error says what and where, and repeats no row. */
export const makeLog = (level: LoggerOptions['level'], to?: DestinationStream): Logger => (to ? pino(options(level), to) : pino(options(level)))
