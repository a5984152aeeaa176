import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Drill } from '#shared/drills.ts'
import { photoPaths } from '#shared/paths.ts'
import { createApp, type App } from '#server/app.ts'
import { freshDatabase } from './database.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
const cookies: Record<string, { cookie: string }> = {}
const cookieOf = (name: string): { cookie: string } => cookies[name] ?? { cookie: '' }

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  const [a, b] = [world.a.id, world.b.id].map((id) => ({ kind: 'community' as const, id }))
  if (!a || !b) throw new Error('no places')
  await makeUsers(database.url, [
    { username: 'lead-a', grants: [{ role: 'drill-lead', scope: a }] }, { username: 'observer-a', grants: [{ role: 'observer', scope: a }] }, { username: 'observer-b', grants: [{ role: 'observer', scope: b }] },
  ])
  app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  for (const name of ['lead-a', 'observer-a', 'observer-b']) cookies[name] = { cookie: await signIn(base, name) }
})
afterAll(async () => {
  await app?.stop()
  await database?.drop()
})

const handIn = async (as: string) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'navy' } }).jpeg().toBuffer()
  const answer = await fetch(base + photoPaths.upload, { method: 'POST', headers: { ...cookieOf(as), origin: base, 'content-type': 'image/jpeg' }, body: new Uint8Array(picture) })
  return { status: answer.status, id: ((await answer.json()) as { id: string }).id }
}
const look = async (id: string, as: string) => (await fetch(base + photoPaths.read.replace(':id', id), { headers: cookieOf(as) })).status

it('a photo that a lead stages in a drill is seen by all who see the drill, and by nobody before or elsewhere', async () => {
  const { id, status } = await handIn('lead-a')
  expect([status, (await handIn('observer-a')).status]).toEqual([201, 403])
  expect(await Promise.all(['lead-a', 'observer-a'].map((as) => look(id, as)))).toEqual([200, 404])
  const injects = [{ key: 'flood', minutes: 3, kind: 'photo', text: { zh: '大堂积水', en: 'Water in the lobby' }, photo: id }]
  const planned = await send(base, '/api/drills', { community: world.a.id, plan: world.plan.series, plannedAt: new Date(Date.now() + 3_600_000).toISOString(), injects }, cookieOf('lead-a'))
  expect([planned.status, (planned.body as { body: Drill }).body.injects?.[0]?.photo]).toEqual([200, id])
  expect(await Promise.all(['lead-a', 'observer-a', 'observer-b'].map((as) => look(id, as)))).toEqual([200, 200, 404])
})
