/** What became of something sent: carried out, refused for good, or to be sent again with the same id. */
export type Outcome<T> = { kind: 'done'; body: T } | { kind: 'refused'; status: number } | { kind: 'again' }

const patience = 8_000

/** One HTTP exchange as JSON. A server that is away, busy or broken is asked again. */
export async function exchange<T>(url: string, init: RequestInit): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) })
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel()
      return { kind: 'again' }
    }
    if (!response.ok) {
      await response.body?.cancel()
      return { kind: 'refused', status: response.status }
    }
    return { kind: 'done', body: (await response.json()) as T }
  } catch {
    return { kind: 'again' }
  }
}
