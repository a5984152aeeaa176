import type { Fact } from '#shared/facts.ts'
import { escalationChain, runningPromise, type Order, type PromiseKind } from '#shared/orders.ts'
import type { Level, NoticeAbout } from './notice-words.ts'

/** What a fact is for the staff: about what, from which level of the chain on, and which promise it is about; null where nobody is told. */
export function noticeOf({ name }: Pick<Fact, 'name'>, order: Order): { about: NoticeAbout; from: Level; kind: PromiseKind | null } | null {
  const escalated = escalationChain[Math.min(order.escalation ?? 0, escalationChain.length - 1)] ?? 'assignee'
  switch (name) {
    case 'order.assigned':
    case 'order.reassigned':
      return { about: 'assigned', from: 'assignee', kind: runningPromise(order)?.kind ?? null }
    case 'order.warned':
      return { about: 'warned', from: 'assignee', kind: order.warned?.at(-1) ?? null }
    case 'order.late':
      return { about: 'late', from: 'assignee', kind: order.late.at(-1) ?? null }
    case 'order.escalated':
      return { about: 'escalated', from: escalated, kind: order.late.at(-1) ?? null }
    default:
      return null
  }
}

/** The first level from `from` on that somebody holds, with the levels passed over; null where nobody does. */
export function heldLevel<T extends { level: Level }>(holders: readonly T[], from: Level): { holders: T[]; skipped: Level[] } | null {
  const levels = escalationChain.slice(escalationChain.indexOf(from))
  const at = levels.findIndex((level) => holders.some((one) => one.level === level))
  const level = levels[at]
  return level ? { holders: holders.filter((one) => one.level === level), skipped: levels.slice(0, at) } : null
}
