import type { Request } from 'express'
import type { z } from 'zod'
import { fieldErrors, languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'

const malformed = { zh: '不是格式正确的 JSON', en: 'Not well-formed JSON' } as const

/** The body of a sign-in door. @throws Refusal wrong-type, malformed, or invalid with each wrong field */
export function readBody<T>(schema: z.ZodType<T>, req: Request): T {
  if (!req.is('application/json')) throw new Refusal('wrong-type')
  const text: unknown = req.body
  let body: unknown
  try {
    body = JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    throw new Refusal('malformed', { errors: [{ field: 'body', message: malformed }] })
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid', { errors: fieldErrors(parsed.error, languageOf(req), body) })
  return parsed.data
}
