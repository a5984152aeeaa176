import type { Fact } from '#shared/facts.ts'
import { clocksOf, titleIn, type Order } from '#shared/orders.ts'
import { idFrom } from '../journal/system.ts'
import type { Follow, Outgoing } from '../outlet/outgoing.ts'
import type { Parts } from '../parts.ts'
import { holdersAt, siteOf } from './duty-store.ts'
import { momentText } from './moment-text.ts'
import { heldLevel, noticeOf } from './notice-rules.ts'
import { noticeText } from './notice-words.ts'
import { freshNotice, staffNotices } from './staff-notice.ts'

/** Tells staff what was given to them, what is nearly late, and whoever is next in the chain what is late. */
export const followStaff: Follow = async (parts, facts, now) => {
  const recent = facts.filter(({ name, at }) => name.startsWith('order.') && Date.parse(at) > now - freshNotice)
  return (await Promise.all(recent.map((fact) => noticesOf(parts, fact, now)))).flat()
}

async function noticesOf({ sql }: Parts, fact: Fact, now: number): Promise<Outgoing[]> {
  const order = fact.body as Order
  const notice = noticeOf(fact, order)
  if (!notice) return []
  const [all, site] = await Promise.all([holdersAt(sql, { community: order.community, assignee: order.assignee, now }), siteOf(sql, order.community, order.building)])
  const { about, from, kind } = notice
  const told = heldLevel(all, from)
  const by = kind ? clocksOf(order).find((clock) => clock.kind === kind)?.by : null
  const zone = site?.zone ?? 'UTC'
  return staffNotices(told?.holders ?? [], {
    community: order.community, mode: fact.mode, about: { order: order.number, about }, id: (who) => idFrom('staff', fact.seq, who),
    text: (language) => noticeText({
      about, number: order.number, title: titleIn(order, language), community: site?.name[language] ?? '', place: [site?.building?.[language], order.place].filter(Boolean).join(' '),
      kind, by: by ? momentText(by, zone, language) : null, skipped: told?.skipped ?? [],
    }, language),
  })
}
