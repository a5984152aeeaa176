import { createServer } from 'node:net'
import type { Logger } from 'pino'
import { CannotStart } from '#db/cannot-start.ts'
import { refuseUndurable } from '#db/durability.ts'
import { type Embedded, startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { makeLog } from './log.ts'

/** How `start` and `demo` differ. */
export type Manner = {
  config: Config
  /** A port that is taken: say so and end, or take the next free one and say so. */
  portTaken: 'refuse' | 'next'
  /** Before the server opens, on a migrated database. */
  prepare?: (databaseUrl: string, config: Config, log: Logger) => Promise<void>
  /** Once the server answers; what it returns is stopped first at the end. */
  ready?: (url: string, config: Config, log: Logger) => Promise<(() => Promise<void>) | void>
}

type Stop = () => Promise<void>
type Life = { stops: Stop[]; ending: boolean }

/** A process is given 10 s to stop; what is not done after this many milliseconds is left to the next start. */
const patience = 8_500

/**
 * The life of a server process: database, migrations, application, ready; on SIGTERM or SIGINT the same backwards,
 * database last, exit 0. A start that cannot go on ends in one sentence, exit 1.
 */
export async function live(manner: () => Manner): Promise<void> {
  const life: Life = { stops: [], ending: false }
  const started = begin(manner, life)
  endOnSignal(life, started)
  try {
    await started
  } catch (error) {
    if (life.ending) return
    console.error(error instanceof CannotStart ? error.message : error)
    await stopAll(life)
    process.exit(1)
  }
}

async function begin(manner: () => Manner, life: Life): Promise<void> {
  const { config: told, portTaken, prepare, ready } = manner()
  const log = makeLog(told.logLevel)
  const say = (line: string): void => console.log(line)
  const config = { ...told, port: await choosePort(told, portTaken, say), mqtt: await chooseMqttPort(told, portTaken, say) }

  const databaseUrl = config.databaseUrl ?? (await embedded(config, life, say))
  if (life.ending) return
  await migrate(databaseUrl)
  if (config.databaseUrl) await refuseUndurable(databaseUrl)
  await prepare?.(databaseUrl, config, log)
  if (life.ending) return

  const app = await createApp(config, databaseUrl, log)
  life.stops.unshift(() => app.stop())
  const { url, token } = await app.start().catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? taken(config) : error
  })
  if (life.ending) return
  say(`Watchfloor is ready at ${url} / 已就绪，请打开 ${url}`)
  if (token) say(`Nobody can sign in yet: open the page and give this one-time token / 尚无用户，请打开页面并输入一次性口令: ${token}`)
  const stopReady = await ready?.(url, config, log)
  if (stopReady) life.stops.unshift(stopReady)
}

async function embedded(config: Config, life: Life, say: (line: string) => void): Promise<string> {
  const database: Embedded = await startEmbedded(config.dataDir, { log: say })
  life.stops.push(() => database.stop())
  return database.url
}

/** Looked at before the database starts, so that the commonest mistake is answered at once. */
async function choosePort(config: Config, portTaken: Manner['portTaken'], say: (line: string) => void): Promise<number> {
  if (await free(config.host, config.port)) return config.port
  if (portTaken === 'refuse') throw taken(config)
  for (let port = config.port + 1; port < config.port + 100; port++) {
    if (!(await free(config.host, port))) continue
    say(`Port ${config.port} is taken, so this one uses ${port} / 端口 ${config.port} 被占用，改用 ${port}`)
    return port
  }
  throw taken(config)
}

/** The same for the broker of our own, where this process has one. */
async function chooseMqttPort({ mqtt, role }: Config, portTaken: Manner['portTaken'], say: (line: string) => void): Promise<Config['mqtt']> {
  const { port, host } = mqtt
  if (port === null || role === 'live' || role === 'work' || (await free(host, port))) return mqtt
  if (portTaken === 'next') {
    for (let next = port + 1; next < port + 100; next++) {
      if (!(await free(host, next))) continue
      say(`Port ${port} is taken, so MQTT uses ${next} / 端口 ${port} 被占用，MQTT 改用 ${next}`)
      return { ...mqtt, port: next }
    }
  }
  throw new CannotStart(
    `MQTT port ${port} is taken by another program: to use that broker set MQTT_URL, else choose another port by MQTT_PORT, or MQTT_PORT=off for none.`,
    `MQTT 端口 ${port} 已被占用：若要使用该代理请设置 MQTT_URL，否则用 MQTT_PORT 指定其他端口，或设 MQTT_PORT=off 不启用。`,
  )
}

function free(host: string, port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(false)
      else fail(unusable(host, port, error))
    })
    server.listen(port, host, () => server.close(() => done(true)))
  })
}

function taken({ port }: Config): CannotStart {
  return new CannotStart(
    `Port ${port} is taken by another program (perhaps a Watchfloor that still runs): stop it, or choose another port, such as PORT=${port + 1} npm start.`,
    `端口 ${port} 已被占用（可能已有一个 Watchfloor 在运行）：请先关闭它，或用 PORT 指定其他端口。`,
  )
}

function unusable(host: string, port: number, error: NodeJS.ErrnoException): CannotStart {
  return new CannotStart(
    `This process may not listen on ${host} port ${port} (${error.code}): set HOST to an address of this machine and PORT to 1024 or higher.`,
    `无法在 ${host} 的 ${port} 端口上监听：请检查 HOST，并把 PORT 设为 1024 或更大。`,
  )
}

/**
 * A second signal ends at once; PostgreSQL recovers by itself. One within a second is the same one, from the terminal and
 * again from npm.
 */
function endOnSignal(life: Life, started: Promise<void>): void {
  let first = 0
  const end = (): void => {
    if (life.ending && Date.now() - first > 1_000) process.exit(1)
    if (life.ending) return
    life.ending = true
    first = Date.now()
    setTimeout(() => process.exit(0), patience)
    // A start under way may still open something after the first round.
    void stopAll(life)
      .then(() => started.catch(() => {}))
      .then(() => stopAll(life))
      .then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
}

async function stopAll(life: Life): Promise<void> {
  for (let stop = life.stops.shift(); stop; stop = life.stops.shift()) {
    await stop().catch((error: unknown) => console.error(error))
  }
}
