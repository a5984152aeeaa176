import { parse } from 'postgres-array'

/** PostgreSQL's array types that we use: element text to value. */
const arrays = {
  bool: { oid: 1000, element: (text: string): unknown => text === 't' },
  int2: { oid: 1005, element: Number },
  int4: { oid: 1007, element: Number },
  text: { oid: 1009, element: String },
  int8: { oid: 1016, element: Number },
  float8: { oid: 1022, element: Number },
  date: { oid: 1182, element: String },
  timestamptz: { oid: 1185, element: String },
  jsonb: { oid: 3807, element: (text: string): unknown => JSON.parse(text) },
  uuid: { oid: 2951, element: String },
} as const

type Element = string | number | boolean | bigint | object | null | undefined

const quoted = (value: Element): string => {
  if (value === null || value === undefined) return 'NULL'
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}

/**
 * Array types for postgres.js, which would else ask the database for them on its first connection; when that connection
 * dies meanwhile, nothing catches the error and the process ends.
 */
export const arrayTypes = Object.fromEntries(
  Object.entries(arrays).map(([name, { oid, element }]) => [
    `${name}Array`,
    {
      to: oid,
      from: [oid],
      serialize: (value: unknown): string => (`{${(value as Element[]).map(quoted).join(',')}}`),
      parse: (text: string): unknown[] => parse(text, element),
    },
  ]),
)
