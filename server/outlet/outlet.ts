import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'

const pause = 500
/** Doubles from 5 s up to an hour between attempts; after a day it is given up and stays visible as failed. */
const giveUpAfter = 24 * 3_600_000

export type Message = { id: string; at: string; channel: 'webhook' | 'syslog' | 'capture'; body: Record<string, unknown>; attempts: number; mode: string }
/** Sends one message and returns what the other side said; throws when it was not taken. */
export type Send = (message: Message) => Promise<string>

/** Posts JSON to the operator's gateway. `webhook-id` is the idempotency key. */
export const webhookTo =
  (url: string): Send =>
  async (message) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'webhook-id': message.id, 'webhook-timestamp': String(Math.floor(Date.parse(message.at) / 1000)) },
      body: JSON.stringify(message.body),
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return `HTTP ${answer.status}`
  }

export type Senders = Record<'webhook' | 'syslog', Send | null>

const settingOf = { webhook: 'OUTLET_URL', syslog: 'AUDIT_SYSLOG' } as const

/** The only way out. At least once; what belongs to a drill is captured here and goes nowhere. */
export class Outlet {
  private readonly parts: Parts
  private readonly senders: Senders
  private readonly rounds: Rounds

  /** Real messages of a channel that is not configured wait, visibly. */
  constructor(parts: Parts, senders: Senders) {
    this.parts = parts
    this.senders = senders
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'the outlet could not work')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  private async round(): Promise<void> {
    const messages = await this.parts.sql<Message[]>`
      update outlet set attempts = attempts + 1,
        next_at = now() + least(interval '1 hour', interval '5 seconds' * power(2, least(attempts, 10)))
      where id in (select id from outlet where state = 'waiting' and next_at <= now() order by next_at limit 20 for update skip locked)
      returning id, at, channel, body, attempts, mode`
    await Promise.all(messages.map((message) => this.deliver(message)))
  }

  private async deliver(message: Message): Promise<void> {
    if (message.channel === 'capture' || message.mode !== 'real') return this.settle(message, 'captured', null)
    const send = this.senders[message.channel]
    if (!send) return this.settle(message, 'waiting', `no gateway is configured (${settingOf[message.channel]})`)
    try {
      await this.settle(message, 'sent', await send(message))
    } catch (error) {
      const old = this.parts.now() - Date.parse(message.at) > giveUpAfter
      await this.settle(message, old ? 'failed' : 'waiting', error instanceof Error ? error.message : String(error))
    }
  }

  private async settle(message: Message, state: 'captured' | 'sent' | 'waiting' | 'failed', answer: string | null): Promise<void> {
    await this.parts.sql`update outlet set state = ${state}, answer = ${answer} where id = ${message.id}`
  }
}
