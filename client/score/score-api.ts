import type { ResidentScore, ScoredDrill } from '#shared/drills.ts'
import { scorePaths } from '#shared/paths.ts'
import type { Language } from '#shared/text.ts'

/** Why something did not come about: no such code; it has closed; too often, with minutes to wait; refused, with why; or nothing was heard. */
export type Trouble = { kind: 'gone' } | { kind: 'closed' } | { kind: 'network' } | { kind: 'wait'; minutes: number } | { kind: 'refused'; why: string[] }

export class NotDone extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble.kind)
    this.trouble = trouble
  }
}

/** Milliseconds: a slow line is given its time. */
const patience = 30_000

async function call<T>(path: string, language: Language, init: RequestInit = {}): Promise<T> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  const answer = await fetch(path, { ...init, credentials: 'omit', signal: giveUp.signal, headers: { 'Accept-Language': language, ...init.headers } }).catch(() => null)
  clearTimeout(timer)
  if (!answer) throw new NotDone({ kind: 'network' })
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) return body as T
  throw new NotDone(troubleOf(answer, body))
}

function troubleOf(answer: Response, body: unknown): Trouble {
  if (answer.status === 404) return { kind: 'gone' }
  if (answer.status === 409) return { kind: 'closed' }
  if (answer.status === 429) return { kind: 'wait', minutes: Math.max(1, Math.ceil(Number(answer.headers.get('retry-after') || 60) / 60)) }
  if (answer.status >= 500) return { kind: 'network' }
  const { errors, detail } = (body ?? {}) as { errors?: { message: string }[]; detail?: string }
  return { kind: 'refused', why: errors && errors.length > 0 ? errors.map(({ message }) => message) : [detail ?? ''] }
}

export const troubleIn = (error: unknown): Trouble => (error instanceof NotDone ? error.trouble : { kind: 'network' })

const at = (path: string, code: string): string => path.replace(':code', encodeURIComponent(code))

export const askDrill = (code: string, language: Language): Promise<ScoredDrill> => call(at(scorePaths.look, code), language)

/** The same browser says it again in the place of what it said: the secret tells that it is the same. */
export const sendScore = (code: string, said: Omit<ResidentScore, 'secret'>, language: Language): Promise<unknown> =>
  call(at(scorePaths.give, code), language, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...said, secret: secretOf() }) })

const remembered = 'watchfloor.score'
let fresh: string | null = null

/** Made once by this browser; where it keeps nothing, for as long as the page is open. */
function secretOf(): string {
  try {
    fresh = localStorage.getItem(remembered) ?? fresh
  } catch {
    // A browser that keeps nothing.
  }
  fresh ??= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  try {
    localStorage.setItem(remembered, fresh)
  } catch {
    // As above.
  }
  return fresh
}
