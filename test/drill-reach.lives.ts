import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import type { Activation } from '#shared/activations.ts'
import { isUnderWay } from '#shared/activations.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { CommandInput, CommandName, Reply } from '#shared/commands.ts'
import type { Drill, Inject } from '#shared/drills.ts'
import { kindOf, type Plan } from '#shared/plans.ts'
import { resourceKinds } from '#shared/resources.ts'
import { activationCommands } from '#server/activations/activation-commands.ts'
import { commandingCommands } from '#server/activations/commanding-commands.ts'
import { noteCommands } from '#server/activations/note-commands.ts'
import { requestCommands } from '#server/activations/request-commands.ts'
import { stepCommands } from '#server/activations/step-commands.ts'
import { alarmCommands } from '#server/alarms/alarm-commands.ts'
import { checkCommands } from '#server/checks/check-commands.ts'
import { drillCommands } from '#server/drills/drill-commands.ts'
import { scoreCommands } from '#server/drills/score-commands.ts'
import { instructionCommands } from '#server/instructions/instruction-commands.ts'
import type { CommandHandlers } from '#server/live/handler.ts'
import { orderCommands } from '#server/orders/order-commands.ts'
import { Refusal } from '#server/refusal.ts'
import { carryOut, confirmed, type Features } from './features.ts'
import { oneOf } from './drill-reach.plans.ts'

const handlers = {
  ...activationCommands, ...commandingCommands, ...noteCommands, ...requestCommands, ...stepCommands, ...alarmCommands, ...checkCommands, ...drillCommands, ...scoreCommands, ...instructionCommands, ...orderCommands,
}
type Known = keyof typeof handlers & CommandName

const two = (text: string) => ({ zh: text, en: text })
const soon = (): string => new Date(Date.now() + 60_000).toISOString()

/** Carries plans out by chance: as drills, or for real by the very same moves. */
export class Lives {
  /** How often each was done; what was refused is not among them. */
  readonly done = new Map<string, number>()
  readonly drills: string[] = []
  private readonly on: Features
  private readonly random: () => number
  readonly plans: readonly Plan[]

  constructor(on: Features, random: () => number, plans: readonly Plan[]) {
    this.on = on
    this.random = random
    this.plans = plans
  }

  /** One run from its start to its end, at a place that nobody else uses meanwhile. */
  async live(community: 'a' | 'b', building: string | null, drill: boolean): Promise<void> {
    const place = this.on.world[community]
    const plan = oneOf(this.random, this.plans)
    const device = oneOf(this.random, place.machines)
    const planned = drill && this.random() < 0.6 ? await this.planned(place.id, plan, device.id) : null
    const begun = await this.try('activation.start', { plan: plan.id, community: place.id, building, drill, reason: '试', planned: planned?.id ?? null, ...confirmed() })
    let run = begun?.body as Activation | undefined
    if (!run) return
    if (drill) this.drills.push(run.mode)
    if (run.state === 'asked') run = (await this.agreed(run)) ?? run
    const patient = this.random() < 0.12
    for (let moves = 1 + Math.floor(this.random() * 3) + (patient ? 3 : 0); moves > 0; moves--) {
      run = (await this.move(run, device, drill)) ?? run
      if (patient) await this.followed()
    }
    // What followed is taken up: by then there is something to take up.
    if (patient) for (const take of [() => this.check(run), () => this.order(run), () => this.alarm(run), () => this.request(run)]) await take()
    const { version } = (await this.held(run.id)) ?? run
    const over = drill && this.random() < 0.25 ? await this.try('activation.abort', { version, reason: '真实事件' }, run.id) : await this.try('activation.finish', { version }, run.id)
    // A clock may have moved it in between.
    if (!over) await this.end(run.id)
  }

  /** Until all that was done so far has had its consequences: orders were made, alarms raised, checks opened. */
  private async followed(): Promise<void> {
    const { sql } = this.on.parts
    const [head] = await sql<{ seq: number }[]>`select max(seq)::int as seq from fact`
    await vi.waitUntil(async () => (await sql`select from consumer where name = 'reactions' and cursor >= ${head?.seq ?? 0}`).length > 0, { timeout: 60_000, interval: 100 })
  }

  private async end(id: string): Promise<void> {
    for (let i = 0; i < 10; i++) {
      const run = await this.held(id)
      if (!run || (await this.try('activation.finish', { version: run.version }, id))) return
    }
    throw new Error(`${id} does not end`)
  }

  private async planned(community: string, plan: Plan, device: string): Promise<Drill | null> {
    const inject = (key: string, minutes: number | null): Omit<Inject, 'at'> => {
      const kind = oneOf(this.random, ['alarm', 'call', 'word'] as const)
      return { key, minutes, kind, text: two('阀门卡住'), alarm: kind === 'alarm' ? { kind: oneOf(this.random, ['lift.trapped', 'water.leak', 'fire.signal']), severity: 'critical', device: this.random() < 0.5 ? device : null } : null }
    }
    return ((await this.try('drill.plan', { community, plan: plan.series, plannedAt: soon(), injects: [inject('one', 0), inject('two', 0.01), inject('three', null)] }))?.body as Drill | undefined) ?? null
  }

  private async agreed(run: Activation): Promise<Activation | null> {
    const second = { ...this.on, caller: { ...this.on.caller, actor: { kind: 'person' as const, id: randomUUID(), name: 'second' } } }
    return ((await this.try('activation.agree', { version: run.version, ...confirmed() }, run.id, second))?.body as Activation | undefined) ?? null
  }

  private async move(run: Activation, device: { id: string; code: string }, drill: boolean): Promise<Activation | null> {
    const kind = this.random()
    const open = run.steps.filter(isUnderWay)
    if (kind < 0.5 && open.length > 0) return this.step(run, oneOf(this.random, open), device, drill)
    const moves: (() => Promise<Reply | null>)[] = [
      () => this.try('activation.note', { text: '到场' }, run.id),
      () => this.try('activation.message', { audience: 'outside', way: oneOf(this.random, ['gateway', 'cap'] as const), to: two('消防队'), text: two('请求支援'), reason: '火势', at: new Date().toISOString() }, run.id),
      () => this.try('activation.request', { version: run.version, kind: oneOf(this.random, resourceKinds), amount: 2 }, run.id),
      () => this.instruct(run, device, drill),
      () => this.request(run),
      () => this.check(run),
      () => this.order(run),
      () => this.alarm(run),
      () => (drill ? this.inject(run) : Promise.resolve(null)),
      () => this.try('activation.add-step', { version: run.version, name: '开北门', post: 'security', minutes: 0.01 }, run.id),
      () => this.try('activation.add-block', { version: run.version, plan: this.plans[0]?.id ?? '', reason: '要' }, run.id),
      () => (drill ? this.try('score.give', { drill: run.mode, rated: [], calm: 'S' }) : Promise.resolve(null)),
    ]
    await oneOf(this.random, moves)()
    return this.held(run.id)
  }

  private async step(run: Activation, step: Activation['steps'][number], device: { id: string; code: string }, drill: boolean): Promise<Activation | null> {
    const version = step.version ?? run.version
    if (step.state === 'checking') {
      const second = { ...this.on, caller: { ...this.on.caller, actor: { kind: 'person' as const, id: randomUUID(), name: 'second' } } }
      await this.try('activation.check-step', { version, step: step.key, ok: true }, run.id, second)
    } else if (this.random() < 0.1) {
      await this.try('activation.complete-step', { version, step: step.key, skip: true, note: '不需要' }, run.id)
    } else {
      const made = kindOf(step) === 'instruct' ? (await this.instruct(run, device, drill))?.body.id : null
      await this.try('activation.complete-step', { version, step: step.key, note: '好', answer: step.answers ? oneOf(this.random, step.answers).key : null, made: made ?? null }, run.id)
    }
    return this.held(run.id)
  }

  private instruct(run: Activation, device: { id: string; code: string }, drill: boolean): Promise<Reply | null> {
    return this.try('instruction.give', { device: device.id, action: 'release', reason: '放人', confirm: device.code, at: new Date().toISOString(), ...(drill ? { drill: run.mode } : {}) })
  }

  private async request(run: Activation): Promise<Reply | null> {
    const [request] = run.requests ?? []
    return request ? this.try('activation.move-request', { version: run.version, request: request.key, state: oneOf(this.random, ['asked', 'coming', 'there', 'returned'] as const) }, run.id) : null
  }

  private async check(run: Activation): Promise<Reply | null> {
    const [check] = await this.on.parts.sql<{ id: string; version: number }[]>`select id, version from plan_check where activation_id = ${run.id} and state = 'open' limit 1`
    return check ? this.try('check.mark', { version: check.version, state: 'safe' }, check.id) : null
  }

  /** Somebody is given what the plan ordered: staff would be told of it. */
  private async order(run: Activation): Promise<Reply | null> {
    const { staff } = run.community === this.on.world.a.id ? this.on.world.a : this.on.world.b
    const person = oneOf(this.random, staff.slice(1))
    const [order] = await this.on.parts.sql<{ id: string; version: number }[]>`
      select id, version from work_order where community_id = ${run.community} and mode = ${run.mode} and state in ('reported', 'assigned', 'accepted') and assignee_id is distinct from ${person.id} limit 1`
    return order ? this.try('order.reassign', { assignee: person.id, version: order.version }, order.id) : null
  }

  private async alarm(run: Activation): Promise<Reply | null> {
    const [alarm] = await this.on.parts.sql<Pick<Alarm, 'id' | 'version'>[]>`select id, version from alarm where community_id = ${run.community} and mode = ${run.mode} and state = 'unacknowledged' limit 1`
    return alarm ? this.try('alarm.acknowledge', { version: alarm.version }, alarm.id) : null
  }

  private async inject(run: Activation): Promise<Reply | null> {
    const [drill] = await this.on.parts.sql<{ version: number; injects: Inject[] | null }[]>`select version, injects from drill where id = ${run.mode}`
    const left = drill?.injects?.filter(({ at }) => !at) ?? []
    if (!drill) return null
    return this.try('drill.inject', left.length > 0 ? { version: drill.version, inject: oneOf(this.random, left).key } : { version: drill.version, kind: 'call', text: '记者来电' }, run.mode)
  }

  private async held(id: string): Promise<Activation | null> {
    const [row] = await this.on.parts.sql<{ steps: Activation['steps']; version: number; mode: string; community_id: string; requests: Activation['requests']; state: Activation['state'] }[]>`
      select steps, version, mode, community_id, requests, state from activation where id = ${id}`
    return row?.state === 'running' ? ({ ...row, id, community: row.community_id } as unknown as Activation) : null
  }

  private async try<N extends Known>(name: N, input: CommandInput<N>, id?: string, on: Features = this.on): Promise<Reply | null> {
    try {
      const reply = await carryOut(on, handlers as unknown as CommandHandlers<N>, name, input, id)
      this.done.set(name, (this.done.get(name) ?? 0) + 1)
      return reply
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }
}
