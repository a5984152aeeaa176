import { createHmac } from 'node:crypto'
import { probe } from '#shared/alarms.ts'
import type { Fact } from '#shared/facts.ts'
import type { Webhook } from '#shared/webhooks.ts'

/** Milliseconds: what is older would be given up before it was sent. */
const tooOld = 24 * 3_600_000

/** What a receiver checks signatures with. It follows from the installation's secret, so that it need not be kept. */
export const webhookSecret = (secret: string, id: string): string => `whsec_${createHmac('sha256', secret).update(`webhook\n${id}`).digest('base64')}`

/** A webhook with the communities that it hears of; null: every one. */
export type Hearing = Webhook & { communities: ReadonlySet<string> | null }

/** Whether a webhook hears of a fact: one of its events, of its scope, after it was made. `now` in epoch milliseconds. */
export function hears({ events, communities, enabled, endedAt, madeAt }: Hearing, fact: Fact, now: number): boolean {
  if (!enabled || endedAt !== null || fact.community === null || fact.mode === probe) return false
  const at = Date.parse(fact.at)
  if (at < Date.parse(madeAt) || at < now - tooOld) return false
  if (communities && !communities.has(fact.community)) return false
  return (events as readonly string[]).some((event) => event === fact.name || (event.endsWith('.*') && fact.name.startsWith(event.slice(0, -1))))
}

/** Names of people, which no receiver needs. */
const personal: readonly string[] = ['reporter', 'acknowledgedBy', 'owner', 'shelving', 'shelvingAsked']

/** The message of a fact, as it is signed. */
export const messageOf = (fact: Fact): { type: string; timestamp: string; data: Record<string, unknown> } => ({
  type: fact.name, timestamp: fact.at, data: Object.fromEntries(Object.entries(fact.body).filter(([field]) => !personal.includes(field))),
})
