import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { regions } from '#db/schema/sites.ts'
import { bilingual } from '#shared/text.ts'
import { pruneAudit } from '#server/audit/chain-pruning.ts'
import { verifyChain, readHead } from '#server/audit/chain-store.ts'
import { HeadCopies } from '#server/audit/head-copies.ts'
import { appendCopy, headsFile, lastHead, readHeads } from '#server/audit/head-file.ts'
import { copied } from '#server/audit/head-rules.ts'
import type { Anchor, Head, SealedLine } from '#server/audit/seal-rules.ts'
import { readVerifyCommand, runVerifyCommand } from '#server/audit/verify-command.ts'
import { change, type Command } from '#server/journal/change.ts'
import { Outlet } from '#server/outlet/outlet.ts'
import { syslogTo } from '#server/outlet/syslog.ts'
import { openFeatures, type Features } from './features.ts'
import { day, headOf, sealed } from './audit-made.ts'

let features: Features
let owner: Sql
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-audit-'))
  features = await openFeatures()
  owner = connect(features.url, { max: 1, name: 'test-owner' })
  await keepBusy(features.parts.journal, 300)
})
afterAll(async () => {
  await owner?.end()
  await features?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What is hard to write down twice in the same way. */
const awkward = ['两行\n一条', 'back\\slash', '\\n', '"quoted"', '\u2028', '😀', 'tab\t']

/** Commands in batches as they come, among them such as are refused and leave a gap in the numbers. */
async function keepBusy(journal: Features['parts']['journal'], many: number): Promise<void> {
  for (let left = many; left > 0; left -= 20) {
    await Promise.all(Array.from({ length: 20 }, (_, i) => journal.commit(command(i, left % 60 === 0 && i === 7 ? 9 : 1))))
    await journal.commit(command(left, 1))
  }
}

function command(n: number, version: number): Command {
  const row = { id: randomUUID(), version, name: bilingual(awkward[n % awkward.length] ?? '') }
  return {
    id: randomUUID(), name: n % 5 ? 'region.rename' : `odd ${awkward[n % awkward.length]}`, digest: '', reply: {},
    by: { kind: 'person', id: `p${n % 3}`, name: awkward[(n + 1) % awkward.length] ?? '' }, community: n % 2 ? features.world.a.id : null, mode: 'real',
    detail: { text: awkward[n % awkward.length], n: n / 7, none: null, deep: { b: [1, 2.50], a: true } },
    changes: [change(regions, row, { name: 'region.opened', body: row })],
  }
}

const now = (): number => Date.now() * 1000
/** No copies of anything. */
const none = (): Promise<null> => Promise.resolve(null)

function cli(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'server/audit.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C', DATABASE_URL: features.url, DATA_DIR: folder, ...env },
  })
}

describe('the seal', () => {
  it('is the same in the database and here, for every line that went through the journal', async () => {
    const verdict = await verifyChain(features.parts.sql, none, now())
    expect(verdict.findings).toEqual([])
    expect(verdict.lines).toBeGreaterThan(300)
    // A batch has one seal; a batch with a refusal in it is carried out one by one.
    expect(verdict.seals).toBeLessThan(verdict.lines * 0.9)
  })

  it('lets nobody change what is written: not the application, and not the owner of the tables', async () => {
    for (const statement of [
      `update audit set name = 'x'`, `delete from audit`, `truncate audit`, `insert into audit (at) values (now())`,
      `update audit_seal set hash = ''`, `delete from audit_seal`, `truncate audit_seal`, `insert into audit_seal select * from audit_seal`,
      `update audit_anchor set seq = 1`, `insert into audit_anchor values (true, 1, now(), '', now())`,
      `alter table audit disable trigger all`, `drop trigger audit_sealed on audit`, `set session_replication_role = replica`,
      `create or replace function seal_audit() returns trigger language plpgsql as 'begin return null; end'`,
    ]) {
      await expect(features.parts.sql.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
    for (const statement of [
      `update audit set name = 'x'`, `delete from audit where seq = (select max(seq) from audit)`, `truncate audit`, `update audit_seal set hash = ''`,
      `delete from audit_seal`, `truncate audit_seal`, `insert into audit_anchor select true, seq, at, hash, now() from audit_seal order by seq limit 1`,
      `insert into audit overriding system value select 0, at, gen_random_uuid(), name, by, community_id, mode, outcome, detail from audit limit 1`,
    ]) {
      await expect(owner.unsafe(statement), statement).rejects.toMatchObject({ code: 'WF403' })
    }
  })

  it('goes over what the release before wrote, a thousand lines at a time', async () => {
    const server = inject('databaseUrl')
    const name = `test_${randomUUID().slice(0, 8)}`
    const old = join(folder, 'migrations')
    mkdirSync(old)
    for (const file of readdirSync('db/migrations')) if (/^000[0-7].*\.sql$/.test(file)) cpSync(join('db/migrations', file), join(old, file))
    const admin = postgres(server, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${name}`)
    const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
    await migrate(url, old)
    const sql = connect(url, { max: 1, name: 'test-old' })
    const line = (n: number) => ({ ...command(n, 1), changes: [] })
    await sql`select journal_commit(${JSON.stringify(Array.from({ length: 1_300 }, (_, n) => line(n)))}::text::jsonb)`
    await sql`select journal_commit(${JSON.stringify(Array.from({ length: 1_200 }, (_, n) => line(n)))}::text::jsonb)`
    await migrate(url)
    expect(await sql<{ lines: number }[]>`select lines from audit_seal order by seq`).toEqual([{ lines: 1_000 }, { lines: 1_000 }, { lines: 500 }])
    await sql`select journal_commit(${JSON.stringify([line(1)])}::text::jsonb)`
    expect(await verifyChain(sql, none, now())).toMatchObject({ findings: [], lines: 2_501, seals: 4 })
    await sql.end()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
})

/** The same without a process round it. */
async function verify({ heads }: { heads: string }): Promise<{ status: number; stdout: string }> {
  const said: string[] = []
  const sound = await runVerifyCommand({ heads: [heads], json: false }, folder, features.parts, { language: 'en', say: ({ en }) => said.push(`${en}\n`), complain: () => {} })
  return { status: sound ? 0 : 1, stdout: said.join('') }
}

describe('npm run audit', () => {
  it('says that it is sound, in the language of the terminal, and shows the newest head', async () => {
    const head = await readHead(features.parts.sql)
    if (!head) throw new Error('there is no seal')
    const shown = cli(['head'])
    expect(shown.status).toBe(0)
    expect(JSON.parse(shown.stdout)).toEqual(copied(head))
    await appendCopy(headsFile(folder), head)

    const sound = cli(['verify'])
    expect(sound).toMatchObject({ status: 0, stderr: '' })
    expect(sound.stdout).toMatch(/^The audit is sound: \d+ lines under \d+ seals, up to line \d+; 1 copied heads agree\.\n$/)
    expect(cli(['verify'], { LANG: 'zh_CN.UTF-8' }).stdout).toMatch(/^审计完好/)
    expect(JSON.parse(cli(['verify', '--json']).stdout)).toMatchObject({ sound: true, findings: [], heads: 1 })
  })

  it('asked wrongly it ends with 2 and says how to ask', async () => {
    const run = cli(['verfy'])
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/^"verfy" is not known: ask for verify or head\.\nUsage:/)
    expect(() => readVerifyCommand(['--head'])).toThrow(expect.objectContaining({ exitCode: 2 }) as Error)
    await expect(verify({ heads: '/nowhere/at/all' })).rejects.toMatchObject({ exitCode: 2 })
  })

  it('finds what a superuser did with sealing switched off, and says where', async () => {
    const head = await readHead(features.parts.sql)
    if (!head) throw new Error('there is no seal')
    const whole = join(folder, 'whole.jsonl')
    // As a log daemon writes it.
    writeFileSync(whole, `Nov 21 22:00:00 host watchfloor[1]: audit.head ${JSON.stringify({ kind: 'audit.head', ...copied(head) })}\n`)
    await owner.unsafe('create table kept_audit as table audit; create table kept_seal as table audit_seal')
    const [batch] = await owner<{ first: number; seq: number }[]>`
      select first, seq from audit_seal where lines > 5 and seq - first = lines - 1 order by seq offset 3 limit 1`
    if (!batch) throw new Error('there is no batch')
    const { first, seq } = batch
    const [middle, after] = [first + 2, first + 4]
    const columns = 'at, command_id, name, by, community_id, mode, outcome, detail'
    const cases: [string, string, RegExp][] = [
      ['edited', `update audit set by = by || '{"name": "nobody"}' where seq = ${middle}`, new RegExp(`^Edited: lines ${first} to ${seq}`, 'm')],
      ['deleted', `delete from audit where seq = ${middle}`, new RegExp(`^Deleted: within line ${middle}\\.`, 'm')],
      [
        'inserted',
        `update audit set seq = seq + 1000000 where seq > ${seq}; update audit_seal set seq = seq + 1000000, first = first + 1000000 where seq > ${seq};
         insert into audit overriding system value select ${seq} + 1, ${columns} from audit where seq = ${first}`,
        new RegExp(`^(Inserted: within line ${seq + 1}|The seal of line ${seq + 1} was removed)`, 'm'),
      ],
      ['swapped', `update audit set seq = -1 where seq = ${middle}; update audit set seq = ${middle} where seq = ${after}; update audit set seq = ${after} where seq = -1`, new RegExp(`^Lines ${middle} and ${after} were swapped`, 'm')],
      ['without its seal', `delete from audit_seal where seq = ${seq}`, new RegExp(`^The seal of lines ${first} to ${seq} was removed`, 'm')],
      ['cut', `delete from audit where seq > ${seq}; delete from audit_seal where seq > ${seq}`, new RegExp(`^The tail was cut: lines ${seq + 1} to ${head.seq} are gone`, 'm')],
      ['with a false head', `update audit_seal set hash = repeat('0', 64) where seq = ${head.seq}`, new RegExp(`^(Edited|Lines .* went together).*${head.seq}`, 'm')],
      ['added unseen', `insert into audit (${columns}) select ${columns} from audit where seq = ${first}`, /has no seal/],
    ]
    const asProcess = new Set(['edited', 'deleted', 'inserted', 'swapped', 'cut'])
    for (const [what, tamper, says] of cases) {
      await owner.unsafe(`set session_replication_role = replica; alter table audit alter column seq set generated by default; ${tamper}`)
      const run = asProcess.has(what) ? cli(['verify', '--heads', whole]) : await verify({ heads: whole })
      expect(run, what).toMatchObject({ status: 1 })
      expect(run.stdout, what).toMatch(says)
      expect(run.stdout, what).toMatch(/^The audit is broken in \d+ places?\.$/m)
      await owner.unsafe('truncate audit; truncate audit_seal; insert into audit select * from kept_audit; insert into audit_seal select * from kept_seal')
      await owner.unsafe('alter table audit alter column seq set generated always; set session_replication_role = origin')
    }
    await owner.unsafe('drop table kept_audit, kept_seal; alter table audit disable trigger audit_sealed')
    expect(await verify({ heads: whole })).toEqual({ status: 1, stdout: 'The trigger audit_sealed is switched off or gone.\nThe audit is broken in 1 place.\n' })
    await owner.unsafe('alter table audit enable trigger audit_sealed')
    expect((await verify({ heads: whole })).status).toBe(0)
  }, 240_000)
})

describe('copies of the head', () => {
  it('go to a file that only this account reads, and only when there is something new', async () => {
    const file = join(folder, 'copies', 'audit-heads.jsonl')
    const copies = new HeadCopies(features.parts, ['file'], file)
    await copies.round()
    await copies.round()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const head = await readHead(features.parts.sql)
    expect((await readHeads(file)).heads).toEqual([head])
    await features.parts.journal.commit(command(1, 1))
    await copies.round()
    expect(await readHeads(file)).toEqual({ heads: [head, await readHead(features.parts.sql)], anchors: [], unreadable: [] })
    expect((await verifyChain(features.parts.sql, () => readHeads(file), now())).findings).toEqual([])
    // The first comes at the start itself, not a minute later.
    const another = join(folder, 'copies', 'another.jsonl')
    const started = new HeadCopies(features.parts, ['file'], another)
    await started.start()
    await started.stop()
    expect((await readHeads(another)).heads).toEqual([await readHead(features.parts.sql)])
  })

  it('a row that a power cut left half written is neither read nor in the way', async () => {
    const file = join(folder, 'torn.jsonl')
    const head = { seq: 7, at: now(), hash: 'a'.repeat(64) }
    await appendCopy(file, head)
    writeFileSync(file, readFileSync(file, 'utf8') + '{"seq": 8, "at"')
    expect(await readHeads(file)).toEqual({ heads: [head], anchors: [], unreadable: [] })
    expect(await lastHead(file)).toEqual(head)
    await appendCopy(file, { ...head, seq: 9 })
    expect(await readHeads(file)).toEqual({ heads: [head, { ...head, seq: 9 }], anchors: [], unreadable: [] })
    writeFileSync(file, readFileSync(file, 'utf8').replace('"seq":7', '"seq":"7"'))
    expect((await readHeads(file)).unreadable).toEqual([1])
  })

  it('go to syslog through the outlet, once for each new head, and copying alone makes nothing new', async () => {
    const received: string[] = []
    let arrived = (): void => {}
    const first = new Promise<void>((resolve) => (arrived = resolve))
    const server = createServer((socket) => socket.on('data', (data) => received.push(data.toString())).on('end', () => arrived()))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as { port: number }
    const copies = new HeadCopies(features.parts, ['syslog'], '')
    const another = new HeadCopies(features.parts, ['syslog'], '')
    await features.parts.journal.commit(command(1, 1))
    const head = await readHead(features.parts.sql)
    if (!head) throw new Error('there is no seal')
    for (const one of [copies, another, copies]) await one.round()
    const outlet = new Outlet(features.parts, { webhook: null, syslog: syslogTo({ protocol: 'tcp', host: '127.0.0.1', port }) })
    outlet.start()
    await first
    await outlet.stop()
    server.close()
    const [, length, text = ''] = /^(\d+) (.*)$/s.exec(received.join('')) ?? []
    expect(Number(length)).toBe(Buffer.byteLength(text))
    expect(text).toMatch(/^<109>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ watchfloor \d+ audit\.head - \{/)
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual({ kind: 'audit.head', ...copied(head) })
    const rows = await features.parts.sql<{ state: string }[]>`select state from outlet where channel = 'syslog'`
    expect(rows).toEqual([{ state: 'sent' }])
  })
})

describe('pruning', () => {
  it('takes what is old enough, leaves an anchor, and the rest still verifies; what is young stays', async () => {
    const copy = await openFeatures()
    const old = connect(copy.url, { max: 1, name: 'test-pruning' })
    // A history of 600 days, as it would stand there: sealed by the rules of today with the clock of then.
    await old.unsafe('set session_replication_role = replica; truncate audit; truncate audit_seal')
    const lines: SealedLine[] = Array.from({ length: 601 }, (_, i) => ({
      seq: i + 1, at: now() - (600 - i) * day - 5, command: randomUUID(), name: 'test', by: '{}', community: null, mode: 'real', outcome: 'done', detail: '{}',
    }))
    const heads: Head[] = []
    const anchors: Anchor[] = []
    const copies = () => Promise.resolve({ heads, anchors })
    let before = ''
    for (const line of lines) {
      const seal = sealed(before, [line], line.at + 5)
      before = seal.hash
      heads.push(headOf(seal))
      const instant = (micros: number): string => `'epoch'::timestamptz + ${micros} * interval '1 microsecond'`
      await old.unsafe(`insert into audit overriding system value values (${line.seq}, ${instant(line.at)}, '${line.command}', 'test', '{}', null, 'real', 'done', '{}');
        insert into audit_seal values (${seal.seq}, ${seal.first}, 1, ${instant(seal.at)}, '${seal.hash}')`)
    }
    await old.unsafe(`select setval('audit_seq_seq', 601)`)
    await old.unsafe('set session_replication_role = origin')
    expect((await verifyChain(copy.parts.sql, copies, now())).findings).toEqual([])

    await expect(copy.parts.sql`select prune_audit(182)`).rejects.toMatchObject({ message: expect.stringContaining('183') as unknown })
    // Where no copy can be made nothing goes.
    await expect(pruneAudit(copy.url, 400, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full')
    expect(await verifyChain(copy.parts.sql, copies, now())).toMatchObject({ findings: [], lines: 601, begins: 0 })
    const file = join(folder, 'pruned.jsonl')
    const head = new HeadCopies(copy.parts, ['file', 'webhook'], file)
    const keep = (anchor: Anchor): Promise<void> => head.anchor(anchor)
    // Nor where the process dies after the copy; what it leaves accuses nobody.
    const died = pruneAudit(copy.url, 400, async (anchor) => {
      await keep(anchor)
      throw new Error('died')
    })
    await expect(died).rejects.toThrow('died')
    expect((await readHeads(file)).anchors).toMatchObject([{ seq: 201 }])
    // Nor where the connection is lost then.
    const cut = pruneAudit(copy.url, 400, async () => {
      await old`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`
    })
    await expect(cut).rejects.toThrow()
    anchors.push(...(await readHeads(file)).anchors)
    expect(await verifyChain(copy.parts.sql, copies, now())).toMatchObject({ findings: [], begins: 0 })
    expect(await pruneAudit(copy.url, 400, keep)).toBe(201)
    expect(await pruneAudit(copy.url, 400, keep)).toBe(0)
    expect(await readHeads(file)).toMatchObject({ heads: [], anchors: [{ seq: 201 }, { seq: 201, hash: heads[200]?.hash }], unreadable: [] })
    expect(await lastHead(file)).toBeNull()
    const given = await copy.parts.sql<{ body: Record<string, unknown> }[]>`select body from outlet order by at`
    const kept = (await readHeads(file)).anchors
    expect(given.map(({ body }) => body)).toEqual(kept.map((anchor) => ({ kind: 'audit.anchor', ...copied(anchor) })))
    expect((await verifyChain(copy.parts.sql, copies, now())).findings.map(({ kind }) => kind)).toEqual(['anchor-uncopied'])
    anchors.push(...kept)
    await copy.parts.journal.commit({ ...command(1, 1), community: null })
    const verdict = await verifyChain(copy.parts.sql, copies, now())
    expect(verdict).toMatchObject({ findings: [], begins: 201 })
    const complaints: string[] = []
    const bare = { language: 'en', say: () => {}, complain: ({ en }: { en: string }) => void complaints.push(en) } as const
    await runVerifyCommand({ heads: [], json: false }, join(folder, 'nowhere'), copy.parts, bare)
    expect(complaints.join()).toContain('the beginning cannot be judged (the audit starts after line 201)')

    // Somebody with all rights prunes 100 days too many; the copies tell.
    const victim = heads[520]
    if (!victim) throw new Error('unreachable')
    await old.unsafe(`set session_replication_role = replica; update audit_anchor set seq = ${victim.seq}, hash = '${victim.hash}', at = now() - interval '401 days', pruned_at = now();
      delete from audit where seq <= ${victim.seq}; delete from audit_seal where seq <= ${victim.seq}`)
    expect((await verifyChain(copy.parts.sql, copies, now())).findings.map(({ kind }) => kind)).toEqual(['anchor-uncopied', 'anchor-forged', 'pruned-early'])
    expect((await verifyChain(copy.parts.sql, none, now())).findings).toEqual([])
    await old.end()
    await copy.close()
  })
})
