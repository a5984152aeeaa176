import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#db/cannot-start.ts'

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter(Boolean))
const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin)
const yes = z.enum(['true', 'false', '1', '0', 'yes', 'no']).transform((text) => text === 'true' || text === '1' || text === 'yes')

/** host:port by UDP, or udp://host:port, tcp://host:port. */
const syslog = z.string().transform((text, context): SyslogTarget => {
  const [, protocol = 'udp', host, port] = /^(?:(udp|tcp):\/\/)?(\[[0-9a-f:]+\]|[^\s:/[\]]+):(\d{1,5})$/i.exec(text) ?? []
  if (host && Number(port) > 0 && Number(port) < 65_536) {
    return { protocol: protocol.toLowerCase() === 'tcp' ? 'tcp' : 'udp', host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  }
  context.addIssue('not an address')
  return z.NEVER
})

/** Codes and tokens travel there: plain http only to this machine. */
const isSafeIssuer = (text: string): boolean => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** `off`: no broker of our own. */
const mqttPort = z.union([z.literal('off').transform(() => null), z.coerce.number().int().min(0).max(65_535)])

/** Where the newest seal of the audit is copied to. */
const headWays = ['file', 'syslog', 'webhook'] as const
export type HeadWay = (typeof headWays)[number]

export type SyslogTarget = { protocol: 'udp' | 'tcp'; host: string; port: number }

/** What the process may be told, with what to say when it is told something else. */
const variables = {
  PORT: { schema: z.coerce.number().int().min(0).max(65_535).default(8080), wants: 'a port from 1 to 65535' },
  // Plain HTTP with a demo sign-in is for this machine; a wall elsewhere comes through a proxy, or by HOST=0.0.0.0.
  HOST: { schema: z.string().min(1).default('127.0.0.1'), wants: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0' },
  DATA_DIR: { schema: z.string().min(1).default('.data').transform((path) => resolve(path)), wants: 'a folder' },
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(), wants: 'an address such as postgres://user:password@host:5432/watchfloor' },
  ROLE: { schema: z.enum(['all', 'live', 'ingest', 'work']).default('all'), wants: 'all, live, ingest or work' },
  PUBLIC_URL: { schema: origin.optional(), wants: 'the address that browsers use, such as https://watch.example.com' },
  ORIGINS: { schema: list.pipe(z.array(origin)).default([]), wants: 'further addresses that browsers use, such as https://a.example.com,https://b.example.com' },
  TRUST_PROXY: { schema: z.coerce.number().int().min(0).max(10).default(0), wants: 'the number of reverse proxies in front, 0 to 10' },
  LOG_LEVEL: { schema: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'), wants: 'silent, error, warn, info, debug or trace' },
  OUTLET_URL: { schema: z.url({ protocol: /^https?$/ }).optional(), wants: 'the http or https address of your message gateway' },
  WEBHOOK_PRIVATE: { schema: yes.default(false), wants: 'true or false' },
  SECRET: { schema: z.string().min(32).optional(), wants: 'at least 32 random characters' },
  SESSION_HOURS: { schema: z.coerce.number().min(0.25).max(168).default(12), wants: 'hours after which everybody signs in again, 0.25 to 168' },
  SESSION_IDLE_MINUTES: { schema: z.coerce.number().min(1).max(1_440).default(30), wants: 'minutes without activity after which a desk is signed out, 1 to 1440' },
  OIDC_ISSUER: { schema: z.url({ protocol: /^https?$/ }).refine(isSafeIssuer).optional(), wants: 'the https address of your company sign-in, as its discovery document names it' },
  OIDC_CLIENT_ID: { schema: z.string().max(500).optional(), wants: 'the client id that your company sign-in gave' },
  OIDC_CLIENT_SECRET: { schema: z.string().max(2_000).optional(), wants: 'the client secret that your company sign-in gave' },
  OIDC_NAME: { schema: z.string().max(60).default('OIDC'), wants: 'the name on the button, at most 60 characters' },
  OIDC_GROUPS_CLAIM: { schema: z.string().max(200).default('groups'), wants: 'the claim that holds the groups' },
  AUDIT_DAYS: { schema: z.coerce.number().int().min(183).max(36_500).default(400), wants: 'the days for which the audit is kept, at least 183' },
  AUDIT_HEADS: { schema: list.pipe(z.array(z.enum(headWays)).min(1)).default(['file']), wants: 'file, syslog, webhook, or several of them with commas' },
  AUDIT_SYSLOG: { schema: syslog.optional(), wants: 'the address of a syslog server, such as log.example.com:514 (UDP) or tcp://log.example.com:601' },
  MQTT_PORT: { schema: mqttPort.default(1883), wants: 'a port from 1 to 65535, or off' },
  MQTT_HOST: { schema: z.string().min(1).optional(), wants: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0' },
  MQTT_URL: { schema: z.url({ protocol: /^(mqtts?|wss?)$/ }).optional(), wants: 'the address of your broker, such as mqtts://user:password@broker.example.com' },
  MQTT_CLIENT_ID: { schema: z.string().regex(/^[\w.-]{1,100}$/).optional(), wants: 'up to 100 letters, digits, dots, dashes and underscores, another in each process' },
  PROBE_SECONDS: { schema: z.coerce.number().int().min(0).max(3_600).default(60), wants: 'seconds between two test alarms, 1 to 3600, or 0 for none' },
  SECURE_COOKIES: { schema: yes.optional(), wants: 'true or false' },
} satisfies Record<string, { schema: z.ZodType; wants: string }>

type Settings = { [Name in keyof typeof variables]: z.infer<(typeof variables)[Name]['schema']> }

export type Role = Settings['ROLE']

/** The company's own sign-in, by OpenID Connect. */
export type CompanySignIn = { issuer: string; clientId: string; clientSecret: string; name: string; groupsClaim: string }

/** `port`: of the broker of our own, null for none; 0 for any. `url`: of a broker that is used in its place, by clients named after `clientId`. */
export type MqttSettings = { port: number | null; host: string; url: string | null; clientId: string }

export type Config = {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Undefined: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined
  role: Role
  /** Origin that browsers use when it is not this process's own address. */
  publicUrl: string | undefined
  /** Origins allowed besides. */
  origins: string[]
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  trustProxy: number
  logLevel: Settings['LOG_LEVEL']
  outletUrl: string | undefined
  /** Whether webhooks may lead to this machine and its networks. */
  webhookPrivate: boolean
  /** Signs sessions. */
  secret: string
  /** Cookies only over https: when told so, else when PUBLIC_URL is https. */
  secureCookies: boolean
  /** From signing in until one has to again. */
  sessionHours: number
  /** Without a sign of anybody at the desk. */
  sessionIdleMinutes: number
  /** At least 183. */
  auditDays: number
  auditHeads: HeadWay[]
  syslog: SyslogTarget | undefined
  /** Null where nobody signs in by it. */
  company: CompanySignIn | null
  mqtt: MqttSettings
  /** Between two test alarms of its own; 0: none. */
  probeSeconds: number
}

/**
 * Reads what the process was told. An empty variable counts as unset.
 * @throws CannotStart naming the first variable that is wrong
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, defaults: Partial<Record<keyof Settings, string>> = {}): Config {
  const told = (name: keyof Settings): unknown => env[name]?.trim() || defaults[name] || undefined
  const settings = Object.fromEntries(
    Object.entries(variables).map(([name, { schema, wants }]) => {
      const result = schema.safeParse(told(name as keyof Settings))
      if (result.success) return [name, result.data]
      throw new CannotStart(`${name} must be ${wants}: correct it and start again.`, `环境变量 ${name} 的值不正确，请更正后重新启动。`)
    }),
  ) as Settings
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    role: settings.ROLE,
    publicUrl: settings.PUBLIC_URL,
    origins: settings.ORIGINS,
    trustProxy: settings.TRUST_PROXY,
    logLevel: settings.LOG_LEVEL,
    outletUrl: settings.OUTLET_URL,
    webhookPrivate: settings.WEBHOOK_PRIVATE,
    secret: settings.SECRET ?? secretIn(settings.DATA_DIR),
    secureCookies: settings.SECURE_COOKIES ?? settings.PUBLIC_URL?.startsWith('https:') ?? false,
    sessionHours: settings.SESSION_HOURS,
    sessionIdleMinutes: settings.SESSION_IDLE_MINUTES,
    auditDays: settings.AUDIT_DAYS,
    auditHeads: headWaysOf(settings),
    syslog: settings.AUDIT_SYSLOG,
    company: companyOf(settings),
    mqtt: mqttOf(settings),
    probeSeconds: settings.PROBE_SECONDS,
  }
}

/** A session at a foreign broker waits for a client that comes back by the same name, so the name must outlive the process. */
const mqttOf = ({ HOST, PORT, MQTT_PORT, MQTT_HOST, MQTT_URL, MQTT_CLIENT_ID }: Settings): MqttSettings => ({
  port: MQTT_URL ? null : MQTT_PORT, host: MQTT_HOST ?? HOST, url: MQTT_URL ?? null, clientId: MQTT_CLIENT_ID ?? `watchfloor-${hostname().replace(/[^\w.-]/g, '-')}-${PORT}`,
})

/** A copy that could never arrive would only look like one. */
function headWaysOf({ AUDIT_HEADS: ways, AUDIT_SYSLOG, OUTLET_URL }: Settings): HeadWay[] {
  const missing = ways.includes('syslog') && !AUDIT_SYSLOG ? 'AUDIT_SYSLOG' : ways.includes('webhook') && !OUTLET_URL ? 'OUTLET_URL' : null
  if (missing) throw new CannotStart(`AUDIT_HEADS needs ${missing}: set it and start again.`, `AUDIT_HEADS 需要设置 ${missing}，请设置后重新启动。`)
  return [...new Set(ways)]
}

/** The company sign-in is told whole or not at all; its server sends browsers back to an address that must not depend on who asks. */
function companyOf(settings: Settings): CompanySignIn | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings
  if (!issuer && !clientId && !clientSecret) return null
  const missing = !issuer ? 'OIDC_ISSUER' : !clientId ? 'OIDC_CLIENT_ID' : !clientSecret ? 'OIDC_CLIENT_SECRET' : !settings.PUBLIC_URL ? 'PUBLIC_URL' : null
  if (!issuer || !clientId || !clientSecret || missing) {
    throw new CannotStart(`${missing} must be set where people sign in by OIDC: set it and start again.`, `使用 OIDC 登录时必须设置环境变量 ${missing}，请设置后重新启动。`)
  }
  return { issuer, clientId, clientSecret, name: settings.OIDC_NAME, groupsClaim: settings.OIDC_GROUPS_CLAIM }
}

/** Made once and kept, so that a restart signs nobody out. */
function secretIn(dataDir: string): string {
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new CannotStart(
      `The file ${file} cannot be read or made (${(error as NodeJS.ErrnoException).code}): give this account the right to it, set DATA_DIR to a folder of your own, or set SECRET.`,
      `无法读取或创建 ${file}：请授予权限、用 DATA_DIR 指定自己的目录，或设置 SECRET。`,
    )
  }
}
