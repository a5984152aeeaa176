import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { faults, type FaultName, type Problem } from '#shared/faults.ts'
import { languages, type Language } from '#shared/text.ts'
import { fieldWords } from './field-words.ts'
import { shownPath } from './log.ts'
import { isOutage } from './outage.ts'
import { Refusal, type FieldError, type ReadError } from './refusal.ts'

type More = { errors?: FieldError[]; current?: unknown; instance?: string }

/** RFC 9457 problem details in one language. */
export function problem(fault: FaultName, language: Language, more: More = {}): Problem {
  const { status, title, detail } = faults[fault]
  return {
    type: `/faults/${fault}`,
    title: title[language],
    status,
    detail: detail[language],
    ...(more.instance ? { instance: more.instance } : {}),
    ...(more.errors && more.errors.length > 0 ? { errors: told(more.errors, language) } : {}),
    ...(more.current === undefined ? {} : { current: more.current }),
  }
}

/** Field errors as one reader reads them. */
export const told = (errors: readonly FieldError[], language: Language): ReadError[] =>
  errors.map(({ field, message }) => ({ field, message: typeof message === 'string' ? message : message[language] }))

/** What the caller reads, by Accept-Language; Chinese unless English is asked for. */
export function languageOf(req: Request): Language {
  const accepted = req.acceptsLanguages([...languages])
  return accepted === 'en' ? 'en' : 'zh'
}

/** Answers with a problem in the caller's language. `retryAfter` in seconds. */
export function sendProblem(res: Response, fault: FaultName, more: More & { retryAfter?: number } = {}): void {
  const language = languageOf(res.req)
  const body = problem(fault, language, more)
  if (body.status === 401 && fault === 'key-needed') res.set('WWW-Authenticate', 'Bearer')
  if (more.retryAfter !== undefined) res.set('Retry-After', String(Math.max(1, Math.ceil(more.retryAfter))))
  res.status(body.status).set({ 'Content-Language': language, Vary: 'Accept-Language', 'Cache-Control': 'no-store' })
  res.type('application/problem+json').send(JSON.stringify(body))
}

const unknownKey = { zh: '未知的字段', en: 'Unknown field' } as const

/** One entry per wrong field, at most 20. `input` is what was parsed, `at` the path that leads to it: `[3]` gives `[3].kind`. */
export function fieldErrors(error: z.ZodError, language: Language, input: unknown, at = ''): ReadError[] {
  return error.issues.flatMap((issue) => describe(issue, language, input, at)).slice(0, 20)
}

function describe(issue: z.core.$ZodIssue, language: Language, input: unknown, at: string): ReadError[] {
  const field = fieldName(at, issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName(field === '$' ? '' : field, [key]), message: unknownKey[language] }))
  }
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.reduce<z.core.$ZodIssue[]>((best, one) => (best.length === 0 || depth(one) > depth(best) ? one : best), [])
    if (nearest.length > 0) return nearest.flatMap((one) => describe({ ...one, path: [...issue.path, ...one.path] }, language, input, at))
  }
  return [{ field, message: fieldWords(issue, valueAt(input, issue.path), language) }]
}

const depth = (issues: z.core.$ZodIssue[]): number => Math.max(...issues.map((issue) => issue.path.length))

function fieldName(at: string, path: readonly PropertyKey[]): string {
  const name = path.reduce<string>((so, key) => {
    const part = String(key).slice(0, 60)
    return typeof key === 'number' ? `${so}[${part}]` : so === '' ? part : `${so}.${part}`
  }, at)
  return name === '' ? '$' : name.slice(0, 200)
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), input)
}

const unreadable = {
  body: { zh: '不是格式正确的 JSON', en: 'Not well-formed JSON' },
  path: { zh: '网址中的编码有误', en: 'The address is not encoded correctly' },
} as const

/** Every error that reaches the edge becomes a problem; only what nobody foresaw is a 500, logged with the reference that the caller is given. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error)
      return
    }
    if (error instanceof Refusal) {
      sendProblem(res, error.fault, { errors: error.errors, current: error.current })
      return
    }
    const status = statusOf(error)
    if (status >= 500 && isOutage(error)) {
      log.warn({ err: error, path: shownPath(req.path) }, 'the database is away')
      sendProblem(res, 'unavailable', { retryAfter: 1 })
      return
    }
    if (status === 413) sendProblem(res, 'too-large')
    else if (status === 415) sendProblem(res, 'wrong-type')
    else if (status === 404) sendProblem(res, 'not-found')
    else if (status >= 400 && status < 500) {
      const field = error instanceof URIError ? 'path' : 'body'
      sendProblem(res, 'malformed', { errors: [{ field, message: unreadable[field][languageOf(req)] }] })
    } else {
      const reference = randomUUID()
      log.error({ err: error, reference, method: req.method, path: shownPath(req.path) }, 'unforeseen error')
      sendProblem(res, 'internal', { instance: `urn:uuid:${reference}` })
    }
  }
}

/** The status that body-parser, express and their kind put on their errors; 500 for any other error. */
function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
}
