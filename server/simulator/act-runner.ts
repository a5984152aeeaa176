import { idOf } from '#db/demo/random.ts'
import { commands, type Reply } from '#shared/commands.ts'
import type { QueryReply } from '#shared/queries.ts'
import type { Act } from './actions.ts'
import type { Outcome } from './outcome.ts'
import type { SignIns } from './sign-ins.ts'

/** Intentions remembered as carried out or refused. */
const remembered = 20_000
/** Sent at a time, so that the simulator is no burst of its own. */
const atOnce = 6

/** Carries out intentions, each once; one that got no answer is taken up again when it next comes up. */
export class ActRunner {
  private readonly people: SignIns
  private readonly settled = new Set<string>()
  private readonly running = new Set<string>()

  constructor(people: SignIns) {
    this.people = people
  }

  /** Begins what is not begun yet; resolves when what it began has been answered. */
  async run(acts: readonly Act[]): Promise<void> {
    const fresh = acts.filter(({ key }) => !this.settled.has(key) && !this.running.has(key)).slice(0, Math.max(0, atOnce - this.running.size))
    await Promise.all(fresh.map(async (act) => {
      this.running.add(act.key)
      const outcome = await this.carryOut(act)
      this.running.delete(act.key)
      if (outcome.kind !== 'again') this.settle(act.key)
    }))
  }

  private settle(key: string): void {
    this.settled.add(key)
    if (this.settled.size <= remembered) return
    for (const oldest of this.settled) {
      this.settled.delete(oldest)
      break
    }
  }

  private async carryOut(act: Act): Promise<Outcome<Reply>> {
    if (act.kind === 'assign') return this.assign(act)
    if (act.kind === 'sign') return this.sign(act)
    if (act.kind === 'settle') return this.settleOrder(act)
    return this.people.post<Reply>(act.as, commands[act.name].path.replace(':id', act.id ?? ''), act.body, act.key)
  }

  /** The best suitable person; where everybody is loaded or unskilled, the best who is on shift. */
  private async assign({ as, order, version, key }: Extract<Act, { kind: 'assign' }>): Promise<Outcome<Reply>> {
    const candidates = await this.people.get<QueryReply<'candidates'>>(as, `/api/orders/${order}/candidates`)
    if (candidates.kind !== 'done') return candidates
    const able = candidates.body.filter(({ exclusions }) => !exclusions.includes('off-shift') && !exclusions.includes('already-assigned'))
    const chosen = able.find(({ suitable }) => suitable) ?? able[0]
    if (!chosen) return { kind: 'refused', status: 404 }
    return this.people.post<Reply>(as, `/api/orders/${order}/reassign`, { assignee: chosen.person, version, reason: '就近派单' }, key)
  }

  private async settleOrder({ as, order, version, called, key }: Extract<Act, { kind: 'settle' }>): Promise<Outcome<Reply>> {
    const closed = await this.people.post<Reply>(as, `/api/orders/${order}/close`, { version, note: '现场已确认' }, key)
    if (closed.kind !== 'done' || !called || !closed.body.body.callBackBy) return closed
    return this.people.post<Reply>(as, `/api/orders/${order}/call-back`, { version: closed.body.body.version, ...called, note: called.reached ? '已电话回访' : '电话未接通' }, idOf('call-back', key))
  }

  /** One side of a handover, as soon as its sheet is written, unless somebody has signed already. */
  private async sign({ as, community, at, side, key }: Extract<Act, { kind: 'sign' }>): Promise<Outcome<Reply>> {
    const handovers = await this.people.get<QueryReply<'handovers'>>(as, `/api/handovers?community=${community}`)
    if (handovers.kind !== 'done') return handovers
    const handover = handovers.body.find((one) => one.at === at)
    if (!handover) return { kind: 'again' }
    if (side === 'give' ? handover.given : handover.taken) return { kind: 'refused', status: 409 }
    const signed = await this.people.post<Reply>(as, `/api/handovers/${handover.id}/sign`, { version: handover.version, side }, key)
    // Somebody wrote a note or signed the other side meanwhile.
    return signed.kind === 'refused' && signed.status === 409 ? { kind: 'again' } : signed
  }
}
