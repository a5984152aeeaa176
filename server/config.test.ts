import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const SECRET = 'x'.repeat(32)
let dir = ''

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchfloor-config-'))
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('what the process is told', () => {
  it('is this machine, port 8080 and the embedded database when it is told nothing', () => {
    expect(readConfig({ SECRET })).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: undefined, role: 'all', trustProxy: 0, secureCookies: false })
  })

  it('counts an empty variable as unset', () => {
    expect(readConfig({ SECRET, PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, databaseUrl: undefined })
  })

  it('lets the environment win over the defaults of the demo', () => {
    expect(readConfig({ SECRET }, { DATA_DIR: '/demo' }).dataDir).toBe('/demo')
    expect(readConfig({ SECRET, DATA_DIR: '/own' }, { DATA_DIR: '/demo' }).dataDir).toBe('/own')
  })

  it('reduces addresses to origins and takes cookies over https from them', () => {
    const config = readConfig({ SECRET, PUBLIC_URL: 'https://watch.example.com/wall', ORIGINS: 'http://10.0.0.5:8080/, https://b.example.com' })
    expect(config).toMatchObject({ publicUrl: 'https://watch.example.com', origins: ['http://10.0.0.5:8080', 'https://b.example.com'], secureCookies: true })
  })

  it.each([
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '70000'],
    ['ROLE', 'ALL'],
    ['DATABASE_URL', 'localhost'],
    ['PUBLIC_URL', 'watch.example.com'],
    ['ORIGINS', 'https://a.example.com,b'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['OUTLET_URL', 'file:///etc/passwd'],
    ['SECRET', 'short'],
    ['SECURE_COOKIES', 'maybe'],
    ['SESSION_HOURS', '0'],
    ['SESSION_IDLE_MINUTES', 'never'],
    ['OIDC_ISSUER', 'http://login.example.com'],
    ['AUDIT_DAYS', '182'],
    ['AUDIT_HEADS', 'file,paper'],
    ['AUDIT_SYSLOG', 'log.example.com'],
    ['AUDIT_SYSLOG', 'http://log.example.com:514'],
    ['AUDIT_SYSLOG', 'log.example.com:70000'],
  ])('refuses %s=%s in a sentence that names it and does not repeat it', (name, value) => {
    expect(() => readConfig({ SECRET, [name]: value })).toThrow(new RegExp(`^${name} must be .*: correct it and start again\\.`))
    expect(() => readConfig({ SECRET, [name]: value })).not.toThrow(new RegExp(`be ${value.replace(/\W/g, '.')}:`))
  })

  it('copies the head of the audit to a file, and elsewhere where it is told how', () => {
    expect(readConfig({ SECRET })).toMatchObject({ auditDays: 400, auditHeads: ['file'], syslog: undefined })
    expect(readConfig({ SECRET, AUDIT_HEADS: 'file, syslog,file', AUDIT_SYSLOG: 'log.example.com:514' })).toMatchObject({
      auditHeads: ['file', 'syslog'], syslog: { protocol: 'udp', host: 'log.example.com', port: 514 },
    })
    expect(readConfig({ SECRET, AUDIT_SYSLOG: 'tcp://[::1]:601' }).syslog).toEqual({ protocol: 'tcp', host: '::1', port: 601 })
    expect(() => readConfig({ SECRET, AUDIT_HEADS: 'syslog' })).toThrow('AUDIT_HEADS needs AUDIT_SYSLOG')
    expect(() => readConfig({ SECRET, AUDIT_HEADS: 'webhook' })).toThrow('AUDIT_HEADS needs OUTLET_URL')
  })

  it('signs in by a company account when it is told whole', () => {
    const company = { OIDC_ISSUER: 'https://login.example.com/realm', OIDC_CLIENT_ID: 'watchfloor', OIDC_CLIENT_SECRET: 'shh', PUBLIC_URL: 'https://watch.example.com' }
    expect(readConfig({ SECRET })).toMatchObject({ company: null, sessionHours: 12, sessionIdleMinutes: 30 })
    expect(readConfig({ SECRET, ...company, OIDC_NAME: '集团账号' }).company).toEqual({
      issuer: 'https://login.example.com/realm', clientId: 'watchfloor', clientSecret: 'shh', name: '集团账号', groupsClaim: 'groups',
    })
    for (const name of Object.keys(company)) expect(() => readConfig({ SECRET, ...company, [name]: '' })).toThrow(new RegExp(`^${name} must be set where people sign in by OIDC`))
  })

  it('makes a secret once, readable by nobody else', () => {
    const { secret } = readConfig({ DATA_DIR: dir })
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(join(dir, 'secret'), 'utf8')).toBe(secret)
    expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
    expect(readConfig({ DATA_DIR: dir }).secret).toBe(secret)
  })
})
