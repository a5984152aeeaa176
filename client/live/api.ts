import { v4 } from 'uuid'
import type { CommandInput, CommandName, Reply } from '#shared/commands.ts'
import type { Problem } from '#shared/faults.ts'
import { commandPaths, queryPaths } from '#shared/paths.ts'
import type { QueryName, QueryReply } from '#shared/queries.ts'
import { currentLanguage } from '../i18n/setup.ts'
import { identityHeaders } from './identity.ts'

/** A refusal of the server, or `null` where it could not be reached. */
export class Refused extends Error {
  readonly problem: Problem | null
  /** Seconds to wait, where the server says so. */
  readonly retryAfter: number | null
  constructor(problem: Problem | null, retryAfter: number | null = null) {
    super(problem?.title ?? 'unreachable')
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

const deadline = 10_000
const waits = [400, 1200, 3000]

/** Milliseconds that a file may take. */
const longDeadline = 120_000

async function answerOf(path: string, init: RequestInit, within = deadline): Promise<Response> {
  const headers = { 'Accept-Language': currentLanguage(), ...identityHeaders, ...init.headers }
  const response = await fetch(path, { ...init, headers, signal: AbortSignal.timeout(within) }).catch(() => null)
  if (!response) throw new Refused(null)
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  throw new Refused(isProblem(body) ? body : { type: '/faults/internal', title: `${response.status} ${response.statusText}`, status: response.status, detail: '' }, secondsIn(response.headers))
}

async function call(path: string, init: RequestInit, within?: number): Promise<unknown> {
  const response = await answerOf(path, init, within)
  // A line that is cut within the answer is no answer: nobody is handed half of one.
  const text = await response.text().catch(() => null)
  if (text === null) throw new Refused(null)
  return text === '' ? null : read(text)
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(null)
  }
}

/** As HTTP says it, and as better-auth does. */
function secondsIn(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'title' in body && 'status' in body

const filled = (path: string, id: string | undefined) => path.replace(':id', encodeURIComponent(id ?? ''))

export async function ask<N extends QueryName>(name: N, params: Record<string, string> = {}, id?: string): Promise<QueryReply<N>> {
  const search = new URLSearchParams(params).toString()
  return (await call(filled(queryPaths[name], id) + (search && `?${search}`), {})) as QueryReply<N>
}

const posted = (body: unknown, headers: Record<string, string> = {}): RequestInit =>
  ({ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) })

export const post = (path: string, body: unknown, headers?: Record<string, string>): Promise<unknown> => call(path, posted(body, headers))

/** Fetches a file by POST, for what may not stand in an address, and hands it to the browser to save. */
export async function save(path: string, body: unknown, name: string): Promise<void> {
  const response = await answerOf(path, posted(body), longDeadline)
  const file = await response.blob().catch(() => null)
  if (!file) throw new Refused(null)
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name })
  link.click()
  // Whoever saves has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href))
}

/** Hands in a file as it is. */
export const upload = (path: string, file: Blob): Promise<unknown> => call(path, { method: 'POST', headers: { 'Content-Type': file.type || 'application/octet-stream' }, body: file }, longDeadline)

export const get = (path: string): Promise<unknown> => call(path, {})

/** Sends a command. Where no answer comes it is repeated under the same key, so that it happens at most once. */
export async function command<N extends CommandName>(name: N, input: CommandInput<N>, id?: string): Promise<Reply> {
  const key = v4()
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await post(filled(commandPaths[name], id), input, { 'Idempotency-Key': key })) as Reply
    } catch (error) {
      const wait = waits[attempt]
      const again = error instanceof Refused && (error.problem === null || error.problem.status === 503)
      if (!again || wait === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
