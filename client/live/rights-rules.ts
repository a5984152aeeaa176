import type { CommandName } from '#shared/commands.ts'
import { isFreeFor, isOwnWork } from '#shared/order-hands.ts'
import type { Order } from '#shared/orders.ts'
import { covers, drillOnly, may, ownOnly, sees, type Role, type View } from '#shared/roles.ts'
import type { Me } from './session.ts'

/** Who asks: what they hold, and who they are among the staff. */
export type Holder = Pick<Me, 'grants' | 'communities' | 'person'>
/** What it is about: an order, which may be theirs; a plan, which may be a drill. Left out: whatever it may be. */
export type About = { order?: Pick<Order, 'assignee' | 'dispatch'>; drill?: boolean }
/** `never`: no role of theirs may, so it is not offered. The others are may-nots that need a word. */
export type Verdict = 'yes' | 'own-only' | 'drill-only' | 'never'

/** What is done with orders that are nobody's own yet, or whoever's they are. */
const anybodys: readonly CommandName[] = ['order.report', 'order.grab', 'order.join', 'order.reassign', 'order.redistribute']

/** Whether somebody may do `command` in a community, and if not, why. The server decides; this only hides or explains hands. */
export function judge(me: Holder, command: CommandName, community: string, about: About = {}): Verdict {
  const roles = rolesAt(me, community, may[command])
  if (roles.length === 0) return 'never'
  if (command === 'order.grab' && (me.person === null || !mayTake(me, me.person, community, about))) return 'never'
  if (about.order && isOwnWork(command, about.order, me.person)) return 'never'
  if (about.order && command.startsWith('order.') && !anybodys.includes(command) && isOthers(me, roles, about.order)) return 'own-only'
  if (about.drill === false && command.startsWith('activation.') && roles.every((role) => drillOnly.includes(role))) return 'drill-only'
  return 'yes'
}

/** The same for what is looked at on a click: `own-only` where it is shown of their own orders. */
export function judgeView(me: Holder, view: View, community: string, about: Pick<About, 'order'> = {}): Verdict {
  const roles = rolesAt(me, community, sees[view])
  if (roles.length === 0) return 'never'
  return about.order && view === 'orderContact' && isOthers(me, roles, about.order) ? 'own-only' : 'yes'
}

/** What dispatch has not left free is taken only by who may give it to others. */
const mayTake = (me: Holder, person: string, community: string, { order }: About): boolean =>
  !order || isFreeFor(order, person) || rolesAt(me, community, may['order.reassign']).length > 0

function rolesAt({ grants, communities }: Holder, id: string, allowed: readonly Role[]): Role[] {
  const community = communities.find((row) => row.id === id)
  if (!community) return []
  return grants.flatMap(({ role, scope }) => (allowed.includes(role) && covers(scope, community) ? [role] : []))
}

const isOthers = (me: Holder, roles: readonly Role[], order: { assignee: string | null }): boolean =>
  roles.every((role) => ownOnly.includes(role)) && (me.person === null || order.assignee !== me.person)
