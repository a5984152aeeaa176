import type { Fact } from '#shared/facts.ts'
import type { MessageTemplate, MessageTurn } from '#shared/messages.ts'

const turnOf: Partial<Record<Fact['name'], MessageTurn>> = {
  'order.reported': 'reported', 'order.joined': 'reported', 'order.accepted': 'accepted', 'order.grabbed': 'accepted', 'order.departed': 'on-the-way', 'order.waited': 'waiting',
  'order.finished': 'done', 'order.closed': 'closed', 'order.merged': 'merged',
}

/** The turn that a fact is for the residents of its order; null where it is none. */
export const turnOfFact = (name: Fact['name']): MessageTurn | null => turnOf[name] ?? null

/** What is said in a community at a turn: its own words before the company's; null where nothing is said. */
export function templateFor(templates: readonly MessageTemplate[], community: string, turn: MessageTurn): MessageTemplate | null {
  const ofTurn = templates.filter((one) => one.turn === turn)
  const template = ofTurn.find((one) => one.community === community) ?? ofTurn.find((one) => one.community === null)
  return template?.enabled ? template : null
}

/** The same phone, however it was typed. */
export const dialled = (phone: string): string => phone.replace(/[^\d+]/g, '').replace(/^(\+86|0086)(?=1\d{10}$)/, '')
