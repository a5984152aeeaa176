import { reportPaths } from '#shared/paths.ts'
import type { ReportPlace, ScannedReply, ScannedReport, TrackedReport } from '#shared/report-codes.ts'
import type { Language } from '#shared/text.ts'

/** Why something did not come about: no such code; too much of it, with minutes to wait; refused, with why; or nothing was heard. */
export type Trouble = { kind: 'gone' } | { kind: 'wait'; minutes: number } | { kind: 'refused'; why: string[] } | { kind: 'network' }

export class NotDone extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble.kind)
    this.trouble = trouble
  }
}

/** Milliseconds: a slow line is given its time. */
const patience = 60_000

async function call<T>(path: string, language: Language, init: RequestInit = {}): Promise<T> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  try {
    const answer = await fetch(path, { ...init, credentials: 'omit', signal: giveUp.signal, headers: { 'Accept-Language': language, ...init.headers } })
    const body: unknown = await answer.json().catch(() => null)
    if (answer.ok) return body as T
    throw new NotDone(troubleOf(answer, body))
  } catch (error) {
    throw error instanceof NotDone ? error : new NotDone({ kind: 'network' })
  } finally {
    clearTimeout(timer)
  }
}

function troubleOf(answer: Response, body: unknown): Trouble {
  if (answer.status === 404) return { kind: 'gone' }
  if (answer.status === 429) return { kind: 'wait', minutes: Math.max(1, Math.ceil(Number(answer.headers.get('retry-after') || 60) / 60)) }
  if (answer.status >= 500) return { kind: 'network' }
  const { errors, detail } = (body ?? {}) as { errors?: { message: string }[]; detail?: string }
  return { kind: 'refused', why: errors && errors.length > 0 ? errors.map(({ message }) => message) : [detail ?? ''] }
}

const at = (path: string, code: string, track = ''): string => path.replace(':code', encodeURIComponent(code)).replace(':track', encodeURIComponent(track))

export const askPlace = (code: string, language: Language): Promise<ReportPlace> => call(at(reportPaths.place, code), language)
export const askTrack = (code: string, track: string, language: Language): Promise<TrackedReport> => call(at(reportPaths.track, code, track), language)

export async function sendPhoto(code: string, picture: Blob, language: Language): Promise<string> {
  const { id } = await call<{ id: string }>(at(reportPaths.photo, code), language, { method: 'POST', headers: { 'Content-Type': picture.type || 'image/jpeg' }, body: picture })
  return id
}

/** `key`: sent again with the same one, it is the same report. */
export const sendReport = (code: string, said: Partial<ScannedReport>, key: string): Promise<ScannedReply> =>
  call(at(reportPaths.send, code), said.language ?? 'zh', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key }, body: JSON.stringify(said) })
