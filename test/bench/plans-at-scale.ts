import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Activation } from '#shared/activations.ts'
import type { Fact } from '#shared/facts.ts'
import type { PlanStep } from '#shared/plans.ts'
import { publishedPlan } from '../published-plan.ts'
import { send, signIn } from '../screen.ts'
import { makeWorld } from '../world.ts'
import { startDatabase, type BenchDatabase } from './bench-database.ts'
import { makeKey, startServer, type BenchServer } from './bench-server.ts'
import { screenOf, type OneScreen } from './one-screen.ts'
import type { Options } from './options.ts'
import { atMost, below, noted, type Line, type Result } from './result.ts'
import { median, quantile } from './statistics.ts'

const people = 40
const screens = 20
const running = 50
/** Of each plan, so many steps have the same limit. */
const limited = 10

type Place = { community: string; building: string }
type Room = { server: BenchServer; cookie: string; key: string; hear: (listen: (fact: Fact, screen: number) => void) => void; close: () => void }

/** Plans that run: the start of a large one, fifty at full live load, and limits that come due together. */
export async function plansAtScale(options: Options, say: (line: string) => void): Promise<Result> {
  const database = await startDatabase()
  let up = true
  try {
    say('PLANS: making the company')
    await database.sql.unsafe(`set bench.communities = ${options.quick ? 60 : 300};\n${readFileSync(join(import.meta.dirname, 'company.sql'), 'utf8')}`)
    await makeWorld(database.url)
    const places = await makePlaces(database)
    const [large, long, short] = [await put(database, 60, null), await put(database, 12, null), await put(database, limited, 0.3)]
    const room = await open(database)
    try {
      say('PLANS: starting a plan of 60 steps')
      const starts = await starting(room, places.slice(0, options.quick ? 3 : 10), large)
      say('PLANS: the same live load without and with plans that run')
      const load = await loaded(room, places, long, options)
      say('PLANS: limits that come due together')
      const due = await limits(database, room, places.slice(0, options.quick ? 10 : running), short)
      await room.server.stop()
      await database.stop()
      up = false
      return {
        promise: 'PLANS',
        title: 'plans that run',
        notes: [
          `Start: a plan of 60 steps, ${people} of them begun at once by ${people} people on duty; from the command until each of ${screens} screens of the whole company holds it.`,
          `Load: 100 alarm changes and 20 orders a second through the doors, ${screens} screens; from the sending of an alarm until a screen has it, without and with ${running} plans in which 10 steps a second are done; interleaved, medians of the runs.`,
          `Limits: ${limited} steps of each plan have the same limit; by the database's clock, from due until told.`,
        ],
        lines: [...starts.lines, ...load.lines, ...due],
        raw: { starts: starts.raw, load: load.raw },
      }
    } finally {
      room.close()
    }
  } finally {
    if (up) await database.stop()
    database.remove()
  }
}

/** Communities with one building each and forty people on duty. */
async function makePlaces({ sql }: BenchDatabase): Promise<Place[]> {
  const places = await sql<Place[]>`select distinct on (c.id) c.id as community, b.id as building from community c join building b on b.community_id = c.id where c.code like 'C%' order by c.id limit ${running}`
  const communities = places.map(({ community }) => community)
  await sql`
    insert into person (id, version, community_id, code, name, post, skills)
    select gen_random_uuid(), 1, c, 'plan-' || c || '-' || i, jsonb_build_object('zh', '员' || i, 'en', 'P' || i), (array['security', 'repair', 'butler', 'cleaning'])[1 + i % 4], '{}'
    from unnest(${communities}::uuid[]) c, generate_series(1, ${people}) i`
  await sql`insert into shift (id, version, community_id, person_id, post, starts_at, ends_at) select gen_random_uuid(), 1, community_id, id, post, now() - interval '1 hour', now() + interval '6 hours' from person where code like 'plan-%'`
  await sql`analyze`
  return places
}

const posts = ['security', 'repair', 'butler', 'cleaning'] as const
const words = (i: number) => ({ zh: `第 ${i} 步：到场查看并报告情况`, en: `Step ${i}: go there, look, report` })
const instruction = { zh: '到达现场后先确认自身安全，再按岗位职责处理，处理后拍照并报告值班经理。'.repeat(3), en: 'Make sure that you are safe, do what your post does, take a photo and report to the duty manager. '.repeat(3) }

/** A plan of which two thirds begin at once, each of the others after one of them. @returns its id */
async function put({ sql }: BenchDatabase, count: number, minutes: number | null): Promise<string> {
  const first = Math.floor((count * 2) / 3)
  const steps = Array.from({ length: count }, (_, i): PlanStep => ({
    key: `s${i}`, post: posts[i % posts.length] ?? 'security', name: words(i), instruction, minutes: minutes ?? 30, after: minutes === null && i >= first ? [`s${i - first}`] : [], notify: null,
  }))
  const plan = publishedPlan({ scene: 'fire', name: { zh: '大型预案', en: 'A large plan' }, purpose: { zh: '测', en: 'Bench' }, steps, acceptMinutes: 600 })
  await sql`
    insert into plan (id, version, series_id, edition, state, scene, name, purpose, triggers, target_minutes, steps, resources, measures, stand_down, accept_minutes, second_person, "by", changed_at, published_at, published_by, change, findings)
    values (${plan.id}, 1, ${plan.series}, 1, 'published', ${plan.scene}, ${sql.json(plan.name)}, ${sql.json(plan.purpose)}, '[]', null, ${sql.json(plan.steps as never)}, '[]', '[]', '[]', ${plan.acceptMinutes}, false, 'bench', now(), now(), 'bench', '', '{}')`
  return plan.id
}

async function open(database: BenchDatabase): Promise<Room> {
  const key = await makeKey(database, ['alarms', 'requests'])
  const server = await startServer(database)
  const cookie = await signIn(server.url, 'manager')
  let listen: (fact: Fact, screen: number) => void = () => {}
  const shown: OneScreen[] = []
  for (let i = 0; i < screens; i++) shown.push(await screenOf(server.url, cookie, (fact) => listen(fact, i)))
  return {
    server, cookie, key,
    hear: (next) => {
      listen = next
    },
    close: () => shown.forEach((screen) => screen.close()),
  }
}

async function start({ server, cookie }: Room, plan: string, place: Place): Promise<Activation> {
  const { status, body } = await send(server.url, '/api/activations', { plan, ...place, drill: false, reason: '测量', at: new Date().toISOString() }, { cookie })
  if (status !== 200) throw new Error(`start: ${status} ${JSON.stringify(body)}`)
  return body.body as Activation
}

async function finish({ server, cookie }: Room, { id }: Activation): Promise<void> {
  const answer = await fetch(`${server.url}/api/activations/${id}`, { headers: { cookie } })
  const { activation } = (await answer.json()) as { activation: Activation }
  const { status, body } = await send(server.url, `/api/activations/${id}/finish`, { version: activation.version }, { cookie })
  if (status !== 200) throw new Error(`finish: ${status} ${JSON.stringify(body)}`)
}

async function starting(room: Room, places: readonly Place[], plan: string): Promise<{ lines: Line[]; raw: unknown }> {
  const [answered, everywhere]: [number[], number[]] = [[], []]
  for (const place of places) {
    const seen = new Set<number>()
    let all: (at: number) => void = () => {}
    const shown = new Promise<number>((resolve) => (all = resolve))
    room.hear((fact, screen) => {
      if (fact.name !== 'activation.started' || fact.community !== place.community) return
      seen.add(screen)
      if (seen.size === screens) all(performance.now())
    })
    const begun = performance.now()
    const activation = await start(room, plan, place)
    answered.push(performance.now() - begun)
    everywhere.push((await shown) - begun)
    const holders = new Set(activation.steps.flatMap(({ holder }) => holder?.person ?? []))
    if (holders.size < people) throw new Error(`only ${holders.size} people have a step`)
    await finish(room, activation)
  }
  return {
    raw: { answered, everywhere },
    lines: [
      below(`60 steps for ${people} people: on all ${screens} screens, the slowest of ${places.length}`, 'ms', Math.max(...everywhere), 1_000),
      noted('  median', 'ms', median(everywhere)),
      noted('  answered, median', 'ms', median(answered)),
    ],
  }
}

/** A steady live load for so long; `beside` goes on meanwhile. @returns milliseconds from sending to a screen */
async function underLoad(room: Room, codes: readonly string[], seconds: number, beside: (tick: number) => void): Promise<number[]> {
  const [sentAt, times] = [new Map<string, number>(), [] as number[]]
  room.hear((fact, screen) => {
    if (screen !== 0 || fact.name !== 'alarm.raised' || !('text' in fact.body)) return
    const at = sentAt.get(fact.body.text)
    if (at !== undefined) times.push(performance.now() - at)
  })
  const post = async (door: string, body: unknown): Promise<void> => {
    const { status } = await send(room.server.url, `/api/doors/${door}`, body, { key: room.key })
    if (status !== 202) throw new Error(`${door}: ${status}`)
  }
  const mark = randomUUID().slice(0, 8)
  const begun = performance.now()
  const under: Promise<void>[] = []
  for (let tick = 0; tick < seconds * 10; tick++) {
    const wait = begun + tick * 100 - performance.now()
    if (wait > 1) await sleep(wait)
    for (let i = 0; i < 5; i++) {
      const alarm = (at: number) => ({ id: randomUUID(), community: codes[(at * 5 + i) % codes.length], kind: `bench.k${mark}.t${at}-${i}`, severity: 'minor', text: `${mark} ${at} ${i}` })
      sentAt.set(alarm(tick).text, performance.now())
      under.push(post('alarms', [{ ...alarm(tick), change: 'raised' }]))
      // What stands does not pile up: it clears again after two seconds.
      if (tick >= 20) under.push(post('alarms', [{ ...alarm(tick - 20), change: 'cleared' }]))
    }
    for (let i = 0; i < 2; i++) under.push(post('requests', { id: randomUUID(), community: codes[(tick * 2 + i) % codes.length], category: 'repair', title: '厨房水管漏水', place: '2 单元 1201' }))
    beside(tick)
  }
  await Promise.all(under)
  const until = performance.now() + 20_000
  while (times.length < sentAt.size && performance.now() < until) await sleep(50)
  if (times.length < sentAt.size) throw new Error(`${sentAt.size - times.length} of ${sentAt.size} alarms never came`)
  return times
}

async function loaded(room: Room, places: readonly Place[], plan: string, { quick, runs, seconds }: Options): Promise<{ lines: Line[]; raw: unknown }> {
  const sites = await (await fetch(`${room.server.url}/api/me`, { headers: { cookie: room.cookie } })).json() as { communities: { id: string; code: string }[] }
  const codes = sites.communities.map(({ code }) => code)
  const raw: { without: number[][]; beside: number[][]; refused: number } = { without: [], beside: [], refused: 0 }
  for (let run = 0; run < (quick ? 1 : Math.max(3, runs)); run++) {
    const length = Math.min(20, seconds)
    raw.without.push(await underLoad(room, codes, length, () => {}))
    const plans: Activation[] = []
    for (const place of places.slice(0, quick ? 10 : running)) plans.push(await start(room, plan, place))
    const acts: Promise<void>[] = []
    const done = plans.map(() => 0)
    const act = async (tick: number): Promise<void> => {
      const at = tick % plans.length
      const activation = plans[at]
      if (!activation) return
      const step = activation.steps[(done[at] ?? 0) % 6]
      done[at] = (done[at] ?? 0) + 1
      if (!step) return
      const { status } = await send(room.server.url, `/api/activations/${activation.id}/steps`, { step: step.key, version: step.version ?? activation.version }, { cookie: room.cookie })
      if (status !== 200 && status !== 409) raw.refused++
    }
    raw.beside.push(await underLoad(room, codes, length, (tick) => acts.push(act(tick))))
    await Promise.all(acts)
    for (const activation of plans) await finish(room, activation)
  }
  const of = (all: number[][], share: number): number => median(all.map((times) => quantile(times, share)))
  const line = (what: string, share: number): Line => atMost({ what, unit: 'ms', floor: of(raw.without, share), ours: of(raw.beside, share) }, 1.2)
  return { raw, lines: [line(`live load with ${running} plans against without, p50`, 0.5), line('  p99', 0.99), below('  steps refused', '', raw.refused, 1)] }
}

async function limits({ sql }: BenchDatabase, room: Room, places: readonly Place[], plan: string): Promise<Line[]> {
  const plans: Activation[] = []
  for (const place of places) plans.push(await start(room, plan, place))
  const ids = plans.map(({ id }) => id)
  const told = async () =>
    (await sql<{ count: number; last: number | null }[]>`
      select count(*)::int as count, max(after)::float8 as last from (
        select distinct on (f.entity_id, step->>'key') extract(epoch from f.at - (step->>'dueAt')::timestamptz) as after
        from fact f, jsonb_array_elements(f.body->'steps') step where f.entity_id = any(${ids}::uuid[]) and (step->>'late')::boolean order by f.entity_id, step->>'key', f.seq) late`)[0]
  let now = await told()
  for (let i = 0; i < 240 && (now?.count ?? 0) < ids.length * limited; i++) {
    await sleep(250)
    now = await told()
  }
  return [
    below(`${(ids.length * limited).toLocaleString('en')} limits due within the time of their starts: the slowest told after`, 's', now?.last ?? Infinity, 2),
    below('  not told', '', ids.length * limited - (now?.count ?? 0), 1),
  ]
}
