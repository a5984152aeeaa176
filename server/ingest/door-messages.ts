import type { z } from 'zod'
import { most } from '#shared/doors.ts'
import type { Language } from '#shared/text.ts'
import { fieldErrors } from '../problem.ts'
import { Refusal, type ReadError } from '../refusal.ts'

/** One message of a body in its place; `name` is what its errors are called by: `[3]`, or nothing for a body that is one message. */
export type Read<T> = { name: string; raw: unknown } & ({ message: T; errors: null } | { message: null; errors: ReadError[] })

const tooMany = { zh: `一次最多 ${most} 条`, en: `At most ${most} messages at a time` } as const
const none = { zh: '没有任何消息', en: 'No message in it' } as const

/**
 * Reads each message of a body by the door's schema, whatever is wrong with the others.
 * @throws Refusal for a body that holds none or too many
 */
export function readMessages<T>(schema: z.ZodType<T>, body: unknown, language: Language): Read<T>[] {
  if (Array.isArray(body)) {
    if (body.length === 0) throw new Refusal('invalid', { errors: [{ field: '$', message: none[language] }] })
    if (body.length > most) throw new Refusal('too-large', { errors: [{ field: '$', message: tooMany[language] }] })
    return body.map((raw, place) => readOne(schema, raw, `[${place}]`, language))
  }
  return [readOne(schema, body, '', language)]
}

function readOne<T>(schema: z.ZodType<T>, raw: unknown, name: string, language: Language): Read<T> {
  const read = schema.safeParse(raw)
  return read.success
    ? { name, raw, message: read.data, errors: null }
    : { name, raw, message: null, errors: fieldErrors(read.error, language, raw, name) }
}

/** The message as text, for the quarantine; what nests too deep to be written is named only. */
export function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? ''
  } catch {
    return '(nested too deep)'
  }
}
