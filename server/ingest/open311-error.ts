import type { Bilingual } from '#shared/text.ts'

/** What the standard knows of errors: 404 for what is not there, 403 for keys, 400 for most others. */
export class Open311Error extends Error {
  readonly status: number
  readonly description: Bilingual
  /** Seconds, where trying again helps. */
  readonly retryAfter: number | null

  constructor(status: number, description: Bilingual, retryAfter: number | null = null) {
    super(description.en)
    this.status = status
    this.description = description
    this.retryAfter = retryAfter
  }
}

const refusal = (status: number) => (zh: string, en: string): Open311Error => new Open311Error(status, { zh, en })

/** Something in the request is wrong. */
export const badRequest = refusal(400)
export const forbidden = refusal(403)
export const notThere = refusal(404)
