import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'better-auth/node'
import type { Logger } from 'pino'
import { v7 } from 'uuid'
import { connect, drizzleOn } from '#db/client.ts'
import { alarmCommands } from './alarms/alarm-commands.ts'
import { takeAlarms } from './alarms/alarm-door.ts'
import { alarmQueries } from './alarms/alarm-queries.ts'
import { alarmReaction } from './alarms/alarm-react.ts'
import type { Config } from './config.ts'
import { heatProjection } from './heat/heat-projection.ts'
import { heatQueries } from './heat/heat-queries.ts'
import { readHeat } from './heat/heat-store.ts'
import { createHttp } from './http.ts'
import { createAuth, type OnSession } from './identity/auth.ts'
import { firstRun, firstRunRoutes } from './identity/first-run.ts'
import { Sessions } from './identity/sessions.ts'
import { indicatorProjection } from './indicators/indicator-projection.ts'
import { indicatorQueries } from './indicators/indicator-queries.ts'
import { readIndicators } from './indicators/indicator-store.ts'
import { doorRoutes } from './ingest/door-routes.ts'
import { Consumer, reactionsOf } from './journal/consumer.ts'
import { Journal } from './journal/journal.ts'
import { systemCommand } from './journal/system.ts'
import { Tail } from './journal/tail.ts'
import { Wake } from './journal/wake.ts'
import { commandRoutes, queryRoutes } from './live/answer.ts'
import { Live } from './live/live.ts'
import { metrics } from './metrics.ts'
import { orderCommands } from './orders/order-commands.ts'
import { takeRequests } from './orders/order-door.ts'
import { orderQueries } from './orders/order-queries.ts'
import { orderTimers } from './orders/order-timers.ts'
import { Outlet, webhookTo } from './outlet/outlet.ts'
import type { Parts } from './parts.ts'
import { patrolCommands } from './patrol/patrol-commands.ts'
import { latestSince } from './patrol/position-store.ts'
import { takePositions } from './patrol/position-door.ts'
import { activationTimers } from './plans/plan-timers.ts'
import { planCommands } from './plans/plan-commands.ts'
import { planQueries } from './plans/plan-queries.ts'
import { siteQueries } from './sites/site-queries.ts'
import { Timers } from './timers/timers.ts'
import { Upkeep } from './upkeep.ts'

export type App = { start(): Promise<{ url: string }>; stop(): Promise<void> }

/** The one place that sees every part: it builds them, and one object starts and stops them. */
export async function createApp(config: Config, databaseUrl: string, log: Logger): Promise<App> {
  const sql = connect(databaseUrl, { max: 10, name: 'watchfloor', role: 'watchfloor_app' })
  const db = drizzleOn(sql)

  const wake = new Wake(databaseUrl, log, () => tail.wake())
  const journal = new Journal(databaseUrl, log, () => {
    tail.wake()
    wake.told()
  })
  const tail = new Tail(databaseUrl, log, (facts, to) => live.take(facts, to))
  const parts: Parts = { sql, db, journal, log, now: Date.now }

  const onSession: OnSession = (name, user) => {
    const work = { changes: [], reply: null, community: null, mode: 'real', detail: { user } }
    journal.commit(systemCommand('identity', name, v7(), work), 'bulk').catch((error: unknown) => log.error({ err: error, name }, 'not in the audit'))
  }
  const auth = createAuth(db, config, onSession)
  const sessions = new Sessions(parts, auth)
  const first = firstRun(parts)
  const identify = async (req: { headers: Parameters<Sessions['identify']>[0] }) => (await sessions.identify(req.headers)).caller

  const timers = new Timers(parts, { ...orderTimers, ...activationTimers })
  const outlet = new Outlet(parts, config.outletUrl ? webhookTo(config.outletUrl) : null)
  const consumers = [heatProjection, indicatorProjection, reactionsOf([alarmReaction])].map((projection) => new Consumer(parts, projection))
  const upkeep = new Upkeep(parts)

  const registry = metrics({
    screens: () => live.io.engine.clientsCount,
    roomCount: () => [...live.fanOut.all()].length,
    cursor: () => live.fanOut.cursor,
    tailLag: () => live.beat.lag,
  })
  const app = createHttp({
    config,
    log,
    auth: toNodeHandler(auth),
    doors: doorRoutes(parts, { requests: takeRequests, alarms: takeAlarms, positions: takePositions }),
    api: [
      firstRunRoutes(parts, auth, first),
      commandRoutes(parts, identify, { ...orderCommands, ...alarmCommands, ...patrolCommands, ...planCommands }),
      queryRoutes(parts, identify, { ...siteQueries, ...orderQueries, ...alarmQueries, ...heatQueries, ...indicatorQueries, ...planQueries }),
    ],
    ready: async () => ({
      database: await sql`select 1`.then(() => true, () => false),
      tail: parts.now() - live.beat.at < 5_000 && live.beat.lag === 0,
      timers: parts.now() - timers.lastRound < 5_000,
    }),
    registry,
    clientDir: clientDir(),
  })
  const server = createServer(app)
  await tail.seek()
  const live = new Live(server, parts, sessions, config, databaseUrl, tail.cursor, {
    moved: (pool, tick) => latestSince(pool, tick, null),
    figures: {
      heat: (of, communities) => readHeat(of.sql, communities, '24h', of.now()),
      indicators: (of, communities) => readIndicators(of, communities, of.now()),
    },
  })

  return {
    async start() {
      await upkeep.start()
      await wake.start()
      tail.start()
      for (const consumer of consumers) await consumer.start()
      timers.start()
      outlet.start()
      live.start()
      await new Promise<void>((listening, failed) => {
        server.once('error', failed)
        server.listen(config.port, config.host, () => listening())
      })
      const { port } = server.address() as AddressInfo
      if (await first.needed()) log.warn({ token: first.token }, 'no user yet: open the page and give this one-time token / 尚无用户：请打开页面并输入此一次性口令')
      return { url: config.publicUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}` }
    },
    async stop() {
      upkeep.stop()
      await live.stop()
      server.closeAllConnections()
      await Promise.all([timers.stop(), outlet.stop(), ...consumers.map((consumer) => consumer.stop())])
      await journal.stop()
      await tail.stop()
      await wake.stop()
      await sql.end({ timeout: 2 })
    },
  }
}

/** The built client, found from the sources and from the bundle alike. */
function clientDir(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return join(at, 'dist/client')
  }
  throw new Error('there is no package.json above this file')
}
