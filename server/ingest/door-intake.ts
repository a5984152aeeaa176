import type { z } from 'zod'
import type { Door, DoorAnswer } from '#shared/doors.ts'
import type { Language } from '#shared/text.ts'
import type { Answered, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { told } from '../problem.ts'
import { DoorLimit, type Rate } from './door-limit.ts'
import { readMessages, textOf, type Read } from './door-messages.ts'
import { keep, roomOf, type Refused } from './quarantine-store.ts'

/** Per key. `kept` bounds what a broken device can make the quarantine grow by, in pieces of 16 KB. */
export type DoorRates = { ordinary: Rate; critical: Rate; kept: Rate }

/** One company sends 5,000 alarms and 10,000 positions a second at its worst, often through one gateway's key. */
export const usualRates: DoorRates = {
  ordinary: { perSecond: 10_000, burst: 20_000 },
  critical: { perSecond: 10_000, burst: 20_000 },
  kept: { perSecond: 20, burst: 2_000 },
}

/** For what lies in the quarantine already and is tried again: what is refused of it is still there. */
export const replayRates: DoorRates = { ...usualRates, kept: { perSecond: 0, burst: 0 } }

type Taken = { answers: DoorAnswer[]; names: string[]; retryAfter: number }

const tooFast = { zh: '此密钥发送过快', en: 'This key sends too fast' } as const

/** What all doors share: the limits of each key and the quarantine. */
export class DoorIntake {
  private readonly parts: Parts
  private readonly limits: Record<keyof DoorRates, DoorLimit>
  private readonly keepsNothing: boolean

  constructor(parts: Parts, rates: DoorRates) {
    this.parts = parts
    this.keepsNothing = rates.kept.burst === 0
    this.limits = { ordinary: new DoorLimit(rates.ordinary), critical: new DoorLimit(rates.critical), kept: new DoorLimit(rates.kept) }
  }

  /** Hands what is well-shaped to the handler and answers every message in its place. Throws what the handler throws. */
  async take<M extends object>(
    door: Door,
    schema: z.ZodType<M>,
    handler: (parts: Parts, messages: M[], from: KeyHolder) => Promise<Answered[]>,
    body: unknown,
    holder: KeyHolder,
    language: Language,
  ): Promise<Taken> {
    const read = readMessages(schema, body, language)
    const passing = this.pass(holder, read)
    const shaped = read.flatMap((one, place) => (passing[place] && one.errors === null ? [{ place, message: one.message }] : []))
    const given = shaped.length === 0 ? [] : await handler(this.parts, shaped.map((one) => one.message), holder)
    if (given.length !== shaped.length) throw new Error(`${door}: ${shaped.length} messages, ${given.length} answers`)

    const byPlace = new Map(shaped.map(({ place }, at) => [place, given[at]]))
    const answers = read.map((one, place): DoorAnswer => {
      const id = idOf(one.raw)
      if (!passing[place]) return { ok: false, id, fault: 'too-many', errors: [{ field: one.name || '$', message: tooFast[language] }] }
      return one.errors ? { ok: false, id, fault: 'invalid', errors: one.errors } : inPlace(byPlace.get(place), one.name, id, language)
    })
    // After the commit: a sender that is told to try again then finds its good messages done, and only this is written twice.
    await this.keep(door, holder, read.flatMap((one, place) => (passing[place] && one.errors ? [{ reason: one.errors, body: textOf(one.raw) }] : [])))
    return { answers, names: read.map((one) => one.name), retryAfter: this.limits.ordinary.wait(holder.id) }
  }

  /** Puts what could not be read into quarantine, as far as this key has room there. */
  async keep(door: Door, holder: KeyHolder, refused: readonly Refused[]): Promise<void> {
    if (this.keepsNothing) return
    const fitting = refused.filter((one) => this.limits.kept.takeAll(holder.id, roomOf(one), performance.now()))
    if (fitting.length < refused.length) this.parts.log.warn({ door, key: holder.id, dropped: refused.length - fitting.length }, 'the quarantine has no more room for this key just now')
    await keep(this.parts, door, holder, fitting)
  }

  /** Which messages may pass. A critical alarm never waits behind anything that is not one. */
  private pass(holder: KeyHolder, read: readonly Read<object>[]): boolean[] {
    const now = performance.now()
    const kinds = read.map(({ message }) => (message !== null && 'severity' in message && message.severity === 'critical' ? 'critical' : 'ordinary'))
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    const left = {
      critical: this.limits.critical.take(holder.id, count('critical'), now),
      ordinary: this.limits.ordinary.take(holder.id, count('ordinary'), now),
    }
    return kinds.map((kind) => left[kind]-- > 0)
  }
}

/** A feature names fields from its message; the sender knows them from the body. */
function inPlace(given: Answered | undefined, name: string, id: string | null, language: Language): DoorAnswer {
  if (!given) return { ok: false, id, fault: 'internal', errors: [] }
  if (given.ok) return given
  const errors = told(given.errors, language)
  if (name === '') return { ...given, errors }
  return { ...given, errors: errors.map(({ field, message }) => ({ field: field === '$' || field === '' ? name : `${name}.${field}`, message })) }
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null
  return typeof id === 'string' ? id.slice(0, 60) : null
}
