import { setTimeout as sleep } from 'node:timers/promises'
import { instructionStays } from '#shared/instructions.ts'
import { noticeStays } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'

const pause = 500
/** Doubles from 5 s up to an hour between attempts; after a day it is given up and stays visible as failed. */
const giveUpAfter = 24 * 3_600_000
/** Messages under way at once: of a channel, and to one subscriber. */
const mostOf = { webhook: 20, syslog: 20, device: 20, subscriber: 8 } as const

export type Message = { id: string; at: string; channel: 'webhook' | 'subscriber' | 'syslog' | 'device'; body: Record<string, unknown>; attempts: number; mode: string }
/** Sends one message and returns what the other side said; throws when it was not taken. `stop` ends it when the process ends. */
export type Send = (message: Message, stop: AbortSignal) => Promise<string>

/** What will never be taken: it is not tried again by itself. */
export class Undeliverable extends Error {}

/** Posts JSON to the operator's gateway. `webhook-id` is the idempotency key. */
export const webhookTo =
  (url: string): Send =>
  async (message, stop) => {
    if (isForOne(message) && typeof message.body.to !== 'string') throw new Undeliverable('no phone any more')
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'webhook-id': message.id, 'webhook-timestamp': String(Math.floor(Date.parse(message.at) / 1000)) },
      body: JSON.stringify(message.body),
      signal: AbortSignal.any([AbortSignal.timeout(10_000), stop]),
      redirect: 'error',
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return `HTTP ${answer.status}`
  }

/** Messages to one phone, which is forgotten after a while. */
const isForOne = ({ body }: Message): boolean => body.kind === 'resident-message' || body.kind === 'staff-notice'

const overWords = '预案消息已超过 15 分钟，或预案已中止，不再发送 · Too old, or its plan was aborted: not sent any more'

/** Channels that a process carries; null where it would and nothing is configured for it. */
export type Senders = Partial<Record<Message['channel'], Send | null>>

const settingOf = { webhook: 'OUTLET_URL', syslog: 'AUDIT_SYSLOG', subscriber: '-', device: 'MQTT_PORT' } as const
/** The only way out. At least once; what belongs to a drill is captured here and goes nowhere. Whoever is slow or dead holds nobody else up. */
export class Outlet {
  private readonly parts: Parts
  private readonly senders: Senders
  private readonly rounds: Rounds
  private readonly working = new Set<Promise<void>>()
  /** How many are under way, by channel or subscriber. */
  private readonly busy = new Map<string, number>()
  private readonly ending = new AbortController()

  /** Real messages of a channel that is not configured wait, visibly, for a day. */
  constructor(parts: Parts, senders: Senders) {
    this.parts = parts
    this.senders = senders
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'the outlet could not work')
  }

  start(): void {
    this.rounds.start()
  }

  /** What is under way is broken off and sent again by whoever comes next. */
  async stop(): Promise<void> {
    this.ending.abort()
    await this.rounds.stop()
    await Promise.all(this.working)
  }

  /** Goes on at once while there is something to send, and as others come back. */
  private async round(): Promise<void> {
    await this.parts.sql`
      update outlet set state = case channel when 'capture' then 'captured' else 'failed' end,
        answer = case channel when 'device' then coalesce(answer || '; expired', 'expired: no process with a broker took it') when 'webhook' then concat_ws('; ', answer, ${overWords}::text) end
      where state = 'waiting' and channel <> 'subscriber' and (channel = 'capture' or ${this.over()})`
    const carried = (['webhook', 'syslog', 'device'] as const).filter((channel) => this.senders[channel] !== undefined)
    for (;;) {
      const due = (await Promise.all([...carried.map((channel) => this.claim(channel)), ...(this.senders.subscriber ? [this.claimForSubscribers()] : [])])).flat()
      for (const message of due) this.launch(message)
      if (due.length === 0 || this.ending.signal.aborted) return
      await Promise.race([...this.working, sleep(pause)])
    }
  }

  /** What is not sent any more: whoever heard it now would act on what is over. */
  private over() {
    return this.parts.sql`(
      (channel = 'device' and at < now() - ${instructionStays} * interval '1 millisecond')
      or (channel = 'webhook' and body->>'kind' = 'plan.notify' and (
        at < now() - ${noticeStays} * interval '1 millisecond' or exists (select from activation a where a.id = (body->>'activation')::uuid and a.state = 'aborted'))))`
  }

  private launch(message: Message): void {
    const lane = laneOf(message)
    this.busy.set(lane, (this.busy.get(lane) ?? 0) + 1)
    const work = this.deliver(message)
      .catch((error: unknown) => this.parts.log.warn({ err: error, message: message.id }, 'what became of a message could not be noted'))
      .finally(() => {
        this.working.delete(work)
        const left = (this.busy.get(lane) ?? 1) - 1
        if (left > 0) this.busy.set(lane, left)
        else this.busy.delete(lane)
      })
    this.working.add(work)
  }

  /** A claim outlives an attempt: what is under way is not taken up a second time unless its process died. */
  private async claim(channel: 'webhook' | 'syslog' | 'device'): Promise<Message[]> {
    const room = mostOf[channel] - (this.busy.get(channel) ?? 0)
    if (room <= 0) return []
    return this.parts.sql<Message[]>`
      update outlet set attempts = attempts + 1, next_at = now() + interval '15 seconds'
      where id in (select id from outlet where state = 'waiting' and channel <> 'subscriber' and channel = ${channel} and next_at <= now()
          and ${this.over()} is not true order by next_at limit ${room} for update skip locked)
      returning id, at, channel, body, attempts, mode`
  }

  private async claimForSubscribers(): Promise<Message[]> {
    return this.parts.sql<Message[]>`
      update outlet set attempts = attempts + 1, next_at = now() + interval '15 seconds'
      where id in (
        select due.id from webhook h cross join lateral (
          select id from outlet where state = 'waiting' and channel = 'subscriber' and body->>'webhook' = h.id::text and next_at <= now()
          order by next_at limit greatest(0, ${mostOf.subscriber} - coalesce((${JSON.stringify(Object.fromEntries(this.busy))}::text::jsonb->>h.id::text)::int, 0)) for update skip locked) due)
      returning id, at, channel, body, attempts, mode`
  }

  private async deliver(message: Message): Promise<void> {
    const old = this.parts.now() - Date.parse(message.at) > giveUpAfter
    const send = this.senders[message.channel]
    // The constraint of the table lets none come this far; a drill stays a drill all the same.
    if (message.mode !== 'real') return this.settle(message, 'captured', null)
    if (!send) return this.settle(message, old ? 'failed' : 'waiting', `no gateway is configured (${settingOf[message.channel]})`)
    try {
      await this.settle(message, 'sent', await send(message, this.ending.signal))
    } catch (error) {
      if (this.ending.signal.aborted) return
      await this.settle(message, old || error instanceof Undeliverable ? 'failed' : 'waiting', error instanceof Error ? saidOf(error) : String(error))
    }
  }

  private async settle(message: Message, state: 'captured' | 'sent' | 'waiting' | 'failed', answer: string | null): Promise<void> {
    await this.parts.sql`
      update outlet set state = ${state}, answer = ${answer}, next_at = now() + least(interval '1 hour', interval '5 seconds' * power(2, least(attempts - 1, 10))) where id = ${message.id}`
  }
}

const laneOf = ({ channel, body }: Message): string => (channel === 'subscriber' ? String(body.webhook) : channel)

/** What went wrong, in the words of where it did: fetch hides them behind its own. */
const saidOf = (error: Error): string => (error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message).slice(0, 300)
