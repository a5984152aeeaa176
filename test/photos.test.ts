import { randomBytes, randomUUID } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { photoPaths } from '#shared/paths.ts'
import { largestPhoto } from '#shared/photos.ts'
import { createApp, type App } from '#server/app.ts'
import { Upkeep } from '#server/upkeep.ts'
import { openParts } from '#server/installation.ts'
import { freshDatabase } from './database.ts'
import { send, signIn } from './screen.ts'
import { makeUsers } from './user.ts'
import { makeWorld, testConfig, type World } from './world.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let world: World
let app: App
let base: string
let sql: Sql
const cookies: Record<string, string> = {}

beforeAll(async () => {
  database = await freshDatabase()
  world = await makeWorld(database.url)
  await makeUsers(database.url, [
    { username: 'butler-a', grants: [{ role: 'butler', scope: { kind: 'community', id: world.a.id } }] },
    { username: 'butler-b', grants: [{ role: 'butler', scope: { kind: 'community', id: world.b.id } }] },
  ])
  app = await createApp(testConfig(database.url), database.url, pino({ level: 'silent' }))
  base = (await app.start()).url
  sql = connect(database.url, { max: 1, name: 'test-photos' })
  for (const name of ['manager', 'observer', 'butler-a', 'butler-b']) cookies[name] = await signIn(base, name)
})
afterAll(async () => {
  await app?.stop()
  await sql?.end()
  await database?.drop()
})

const noise = (width: number, height: number) => sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
/** A whole PNG of black and white pixels: 900 million of them in a hundred kilobytes. */
function bomb(): Buffer {
  const side = 30_000
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(side * (side / 8 + 1)))), chunk('IEND', Buffer.alloc(0))])
}

const cookieOf = (name: string): string => cookies[name] ?? ''
const count = async (): Promise<number> => (await sql<{ n: number }[]>`select count(*)::int as n from photo`)[0]?.n ?? -1

async function handIn(file: Buffer, { as = 'butler-a', type = 'image/jpeg', headers = {} }: { as?: string; type?: string; headers?: Record<string, string> } = {}) {
  const answer = await fetch(base + photoPaths.upload, { method: 'POST', headers: { cookie: cookieOf(as), origin: base, 'content-type': type, ...headers }, body: new Uint8Array(file) })
  return { status: answer.status, body: (await answer.json()) as { id: string; width: number; height: number; type?: string; errors?: { field: string; message: string }[] } }
}
const look = (id: string, as = 'butler-a', search = '') => fetch(base + photoPaths.read.replace(':id', id) + search, { headers: { cookie: cookieOf(as) } })

async function orderWith(photo: string, as = 'butler-a') {
  return send(base, '/api/orders', { community: world.a.id, category: 'repair', title: '灯坏了', photos: [photo] }, { cookie: cookieOf(as) })
}

describe('a photo that is handed in', () => {
  it('is upright, small enough, and holds nothing but its picture', async () => {
    const file = await noise(2400, 1200)
      .jpeg({ quality: 90 })
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' } })
      .toBuffer()
    expect(file.includes('PhoneMaker')).toBe(true)
    const { status, body } = await handIn(file)
    expect(status).toBe(201)
    const answer = await look(body.id)
    const kept = Buffer.from(await answer.arrayBuffer())
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: body.width, height: body.height })
    expect([body.width, body.height]).toEqual([800, 1600])
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('PhoneMaker') || kept.includes('Exif')).toBe(false)
    const small = await sharp(Buffer.from(await (await look(body.id, 'butler-a', '?size=small')).arrayBuffer())).metadata()
    expect(Math.max(small.width, small.height)).toBe(320)
  })

  it('carries no hidden guest along', async () => {
    const guest = '<script>alert(1)</script>PK\u0003\u0004'
    const { body } = await handIn(Buffer.concat([await noise(64, 64).jpeg().toBuffer(), Buffer.from(guest)]))
    const kept = Buffer.from(await (await look(body.id)).arrayBuffer())
    expect(kept.includes('<script>')).toBe(false)
  })

  it('may be PNG or WebP and becomes JPEG on white', async () => {
    for (const type of ['png', 'webp'] as const) {
      const clear = await sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })[type]().toBuffer()
      const { status, body } = await handIn(clear, { type: `image/${type}` })
      expect([type, status]).toEqual([type, 201])
      const kept = Buffer.from(await (await look(body.id)).arrayBuffer())
      expect((await sharp(kept).stats()).channels.map(({ min }) => min > 250)).toEqual([true, true, true])
    }
  })

  it('is seen by nobody but who handed it in, until an order names it', async () => {
    const { body } = await handIn(await noise(50, 50).jpeg().toBuffer())
    expect((await look(body.id)).status).toBe(200)
    expect([(await look(body.id, 'manager')).status, (await look(body.id, 'butler-b')).status]).toEqual([404, 404])
    expect((await orderWith(body.id, 'manager')).status).toBe(400)
    expect((await orderWith(body.id)).status).toBe(200)
    const seen = await Promise.all(['butler-a', 'manager', 'observer', 'butler-b'].map(async (who) => (await look(body.id, who)).status))
    expect(seen).toEqual([200, 200, 403, 404])
    expect((await fetch(base + photoPaths.read.replace(':id', body.id))).status).toBe(401)
    expect((await orderWith(body.id)).status).toBe(400)
  })

  it('is sent so that it can do nothing but be looked at', async () => {
    const { body } = await handIn(await noise(50, 50).jpeg().toBuffer())
    const { headers } = await look(body.id)
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('content-disposition')).toMatch(/^inline/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('goes after a day where no order names it, and stays where one does', async () => {
    const [alone, named] = await Promise.all([handIn(await noise(30, 30).jpeg().toBuffer()), handIn(await noise(30, 30).jpeg().toBuffer())])
    await orderWith(named.body.id)
    const later = async (hours: number) => {
      const { parts, close } = openParts(database.url, 'test-upkeep', pino({ level: 'silent' }))
      const upkeep = new Upkeep({ ...parts, now: () => Date.now() + hours * 3_600_000 })
      await upkeep.start()
      await upkeep.stop()
      await close()
      return Promise.all([alone, named].map(async ({ body }) => (await look(body.id)).status))
    }
    expect(await later(23)).toEqual([200, 200])
    expect(await later(25)).toEqual([404, 200])
  })
})

describe('what is no photo is refused with what to do, and leaves nothing behind', () => {
  const jpeg = () => noise(400, 300).jpeg().toBuffer()
  const cases: [what: string, file: () => Promise<Buffer> | Buffer, type: string, status: number, words: RegExp][] = [
    ['nothing', () => Buffer.alloc(0), 'image/jpeg', 400, /不完整|损坏/],
    ['half a JPEG', async () => (await jpeg()).subarray(0, 4000), 'image/jpeg', 400, /不完整|损坏/],
    ['a JPEG of which only the beginning is one', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(5000)]), 'image/jpeg', 400, /不完整|损坏/],
    ['a PNG of 30,000 by 30,000', bomb, 'image/png', 400, /像素过多/],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/png', 400, /JPEG、PNG/],
    ['an SVG that says so', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 400, /JPEG、PNG/],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'image/jpeg', 400, /JPEG、PNG/],
    ['a GIF that is a script too', () => Buffer.from('GIF89a/*\u0001\u0000\u0001\u0000*/=1;alert(1)'), 'image/png', 400, /JPEG、PNG/],
    ['a TIFF', () => noise(20, 20).tiff().toBuffer(), 'image/jpeg', 400, /JPEG、PNG/],
    ['13 MB', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(13 * 1024 * 1024)]), 'image/jpeg', 413, /12 MB/],
    ['JSON', () => Buffer.from('{"a":1}'), 'application/json', 400, /JPEG、PNG/],
    ['text', () => Buffer.from('hello'), 'text/plain', 400, /JPEG、PNG/],
  ]
  it.each(cases)('%s', async (_what, file, type, status, words) => {
    const before = await count()
    const answer = await handIn(await file(), { type })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, 'photo'])
    expect(answer.body.errors?.[0]?.message).toMatch(words)
    expect(await count()).toBe(before)
  })

  it('in English too', async () => {
    const { body } = await handIn(Buffer.from('hello'), { headers: { 'accept-language': 'en' } })
    expect(body.errors?.[0]?.message).toMatch(/Choose a photo/)
  })

  it('packed ones, and those of who may not', async () => {
    const file = await jpeg()
    expect((await handIn(file, { headers: { 'content-encoding': 'gzip' } })).status).toBe(400)
    expect((await handIn(file, { as: 'observer' })).status).toBe(403)
    expect((await handIn(file, { as: 'nobody' })).status).toBe(401)
    expect((await handIn(file, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
    expect((await look(randomUUID())).status).toBe(404)
    expect((await look('no-id')).status).toBe(404)
  })

  it('and after all of that a good one is taken, also where several come at once', async () => {
    const file = await jpeg()
    const answers = await Promise.all(Array.from({ length: 8 }, () => handIn(file)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
    expect((await handIn(Buffer.concat([file, Buffer.alloc(largestPhoto - file.length)]))).status).toBe(201)
  })
})
