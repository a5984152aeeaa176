import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { connect, drizzleOn } from '#db/client.ts'
import { devices } from '#db/schema/devices.ts'
import { members, policies } from '#db/schema/members.ts'
import { people } from '#db/schema/people.ts'
import { plans } from '#db/schema/plans.ts'
import { shifts } from '#db/schema/shifts.ts'
import { buildings, communities, regions } from '#db/schema/sites.ts'
import type { Plan } from '#shared/plans.ts'
import { policyId } from '#shared/members.ts'
import type { GrantableRole, Scope } from '#shared/roles.ts'
import { bilingual } from '#shared/text.ts'
import { readConfig, type Config } from '#server/config.ts'
import { createAuth, createUser } from '#server/identity/auth.ts'
import { issueKey } from '#server/ingest/machine-key-store.ts'
import { change, type Change } from '#server/journal/change.ts'
import { Journal } from '#server/journal/journal.ts'
import { systemCommand } from '#server/journal/system.ts'
import { publishedPlan } from './published-plan.ts'

export const password = 'test-password'

/** A small company that tests can name: two communities in two regions, each with buildings, people on shift, devices. */
export type World = Awaited<ReturnType<typeof makeWorld>>

const hours = 3_600_000

function community(region: string, code: string, lon: number) {
  const id = randomUUID()
  const now = Date.now()
  const houses = Array.from({ length: 4 }, (_, i) => {
    const [west, south] = [lon + 0.001 * i, 30]
    const ring: [number, number][] = [[west, south], [west + 0.0005, south], [west + 0.0005, south + 0.0003], [west, south + 0.0003], [west, south]]
    return {
      id: randomUUID(), version: 1, community: id, code: String(i + 1), name: { zh: `${i + 1} 栋`, en: `Building ${i + 1}` },
      use: 'residential' as const, levels: 18, units: 2, households: 72, footprint: { type: 'Polygon' as const, coordinates: [ring] },
    }
  })
  const staff = (['duty-manager', 'repair', 'repair', 'security', 'butler'] as const).map((post, i) => ({
    id: randomUUID(), version: 1, community: id, code: `${code}-${i}`, name: { zh: `张${i}${code}`, en: `Zhang ${i} ${code}` }, post,
    skills: post === 'repair' ? (['electric', 'plumbing', 'lift'] as const).slice() : post === 'security' ? (['security'] as const).slice() : [],
    grid: null, leftAt: null,
  }))
  const machines = houses.map((house) => ({
    id: randomUUID(), version: 1, community: id, building: house.id, kind: 'lift' as const, code: `${house.code}-L1`,
    name: { zh: `${house.code} 栋 1 号梯`, en: `Lift 1, building ${house.code}` }, point: house.footprint.coordinates[0]?.[0] ?? null,
    state: 'online' as const, seenAt: null,
  }))
  const roster = staff.map((person) => ({
    id: randomUUID(), version: 1, community: id, person: person.id, post: person.post,
    startsAt: new Date(now - 4 * hours).toISOString(), endsAt: new Date(now + 8 * hours).toISOString(),
    state: 'planned' as const, roster: null,
  }))
  const row = {
    id, version: 1, region, code, name: { zh: `小区${code}`, en: `Estate ${code}` }, households: 1200, zone: 'Asia/Shanghai',
    center: [lon, 30] as [number, number], boundary: null,
  }
  const changes: Change[] = [
    change(communities, row, { name: 'community.opened', body: row }),
    ...houses.map((one) => change(buildings, one, { name: 'building.mapped', body: one })),
    ...staff.map((one) => change(people, one, { name: 'person.joined', body: one })),
    ...machines.map((one) => change(devices, one, { name: 'device.connected', body: one })),
    ...roster.map((one) => change(shifts, one, { name: 'shift.planned', body: one })),
  ]
  return { ...row, houses, staff, machines, roster, changes }
}

const step = (key: string, after: string[]): Plan['steps'][number] => ({
  key, after, post: 'security', name: { zh: `步骤 ${key}`, en: `Step ${key}` }, instruction: { zh: '', en: '' }, minutes: 5, notify: null,
})

export async function makeWorld(url: string, config: Config = testConfig(url)) {
  const log = pino({ level: 'silent' })
  const journal = new Journal(url, log, () => {})
  const [north, south] = [randomUUID(), randomUUID()].map((id, i) => ({ id, version: 1, name: bilingual(i ? '南区' : '北区') }))
  if (!north || !south) throw new Error('unreachable')
  const [a, b] = [community(north.id, 'A', 120), community(south.id, 'B', 121)]
  const plan = publishedPlan({
    scene: 'lift-entrapment', name: { zh: '电梯困人', en: 'Lift entrapment' }, purpose: bilingual('—'), triggers: [{ on: 'alarm', kinds: ['lift.trapped'] }],
    targetMinutes: 15, steps: [step('calm', []), step('send', []), step('open', ['calm', 'send'])],
  })
  const work = (changes: Change[]) => ({ changes, reply: null, community: null, mode: 'real' })
  const made = await journal.commit(systemCommand('test', 'world', randomUUID(), work([
    ...[north, south].map((one) => change(regions, one, { name: 'region.opened', body: one })),
    // Second factors are for the tests that are about them.
    change(policies, { id: policyId, version: 2, secondFactor: [] }),
    ...a.changes, ...b.changes, change(plans, plan, { name: 'plan.published', body: plan }),
  ])))
  if (!made.ok) throw new Error(made.message)

  const sql = connect(url, { max: 2, name: 'test-world', role: 'watchfloor_app' })
  const auth = createAuth(drizzleOn(sql), config)
  const user = async (username: string, role: GrantableRole, scope: Scope): Promise<string> => {
    const id = await createUser(auth, { username, name: username, password })
    const member = { id: randomUUID(), version: 1, user: id, username, name: username, source: 'password' as const, grants: [{ role, scope }], disabledAt: null }
    await journal.commit(systemCommand('test', 'member.create', randomUUID(), work([change(members, member)])))
    return id
  }
  const users = {
    manager: await user('manager', 'duty-manager', { kind: 'everything' }),
    managerA: await user('manager-a', 'duty-manager', { kind: 'community', id: a.id }),
    observer: await user('observer', 'observer', { kind: 'everything' }),
  }
  const { secret } = await issueKey(
    { journal, now: Date.now },
    { name: 'test', community: null, doors: ['requests', 'alarms', 'positions'] },
    { kind: 'system', id: 'test', name: 'test' },
  )
  await journal.stop()
  await sql.end()
  return { a, b, plan, users, key: secret }
}

const secret = randomBytes(16).toString('hex')

/** All servers of one test file share a secret, as all processes of an installation do. */
export const testConfig = (url: string, env: NodeJS.ProcessEnv = {}): Config =>
  readConfig({ DATABASE_URL: url, DATA_DIR: join(tmpdir(), 'watchfloor-test-data'), PORT: '0', MQTT_PORT: 'off', PROBE_SECONDS: '0', SECRET: secret, LOG_LEVEL: 'silent', ...env })
