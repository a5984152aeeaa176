import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import compression from 'compression'
import express, { type Express, type Request, type RequestHandler, type Response, type Router } from 'express'
import helmet from 'helmet'
import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Registry } from 'prom-client'
import { commands } from '#shared/commands.ts'
import { queries } from '#shared/queries.ts'
import type { Config } from './config.ts'
import { addressHeader, stampAddress } from './identity/address.ts'
import { ownOriginOnly } from './identity/origin.ts'
import { signInDoorNames } from './identity/sign-in-doors.ts'
import { shownPath } from './log.ts'
import { docsPage, openApi } from './openapi.ts'
import { problemHandler, sendProblem } from './problem.ts'

export type Http = {
  config: Config
  log: Logger
  /** The doors of sign-in; they are handed the text of the body. */
  auth: (req: Request, res: Response) => Promise<void>
  /** Where machines knock; none in a process that has no doors. */
  doors: Router[]
  /** First run, commands, queries. */
  api: Router[]
  ready: () => Promise<Record<string, boolean>>
  registry: Registry
  /** The built client. */
  clientDir: string
}

const authDoors: ReadonlySet<string> = new Set(signInDoorNames)

/** These alone are sent whole files. */
const longPaths = [commands['person.import'].path, queries.peoplePreview.path, commands['roster.import'].path, queries.rosterPreview.path, commands['device.import'].path, queries.devicesPreview.path, commands['plan.import'].path, commands['plan.draft'].path, commands['plan.change'].path, queries.planProblems.path] as const

/** Its nonce must be filled in, so it is never sent as a file. */
const pageFile = '/index.html'

const withoutQuery = ({ query: _query, params: _params, ...req }: { url: string; query?: unknown; params?: unknown }) => ({ ...req, url: shownPath(req.url) })

/** The order of this file is the order in which a request meets things. */
export function createHttp({ config, log, auth, doors, api, ready, registry, clientDir }: Http): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  app.set('query parser', 'simple')
  app.use(securityHeaders(config))
  app.get('/healthz', (_req, res) => {
    res.json({ ok: true })
  })
  app.get('/readyz', async (_req, res) => {
    const parts = await ready()
    res.status(Object.values(parts).every(Boolean) ? 200 : 503).json(parts)
  })
  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics())
  })
  app.use(stampAddress, pinoHttp({ logger: log, useLevel: 'debug', serializers: { req: withoutQuery }, redact: ['req.headers.authorization', 'req.headers.cookie', `req.headers["${addressHeader}"]`, 'res.headers["set-cookie"]'] }))
  app.use(compression())
  app.use('/api', ownOriginOnly(config))
  app.use('/api/auth', (req, res, next) => {
    if (authDoors.has(`${req.method} ${req.baseUrl}${req.path}`)) next()
    else sendProblem(res, 'not-found')
  })
  app.all('/api/auth/*splat', express.text({ limit: '16kb', type: () => true }), (req, res, next) => {
    auth(req, res).catch(next)
  })
  for (const router of doors) app.use(router)
  app.post([...longPaths], express.json({ limit: '6mb' }))
  app.use('/api', express.json({ limit: '100kb' }))
  for (const router of api) app.use(router)

  const document = openApi()
  const page = docsPage(document)
  app.get('/openapi.json', (_req, res) => {
    res.json(document)
  })
  app.get('/docs', (_req, res) => {
    res.type('html').send(page)
  })
  app.use('/api', (_req, res) => sendProblem(res, 'not-found'))
  app.use('/assets', express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false, setHeaders: typeModules }))
  const files = express.static(clientDir, { index: false, setHeaders: typeModules })
  app.use((req, res, next) => {
    if (req.path === pageFile) next()
    else files(req, res, next)
  })
  app.get('/r/*path', indexPage(clientDir, 'report/index.html'))
  app.get('/score/*path', indexPage(clientDir, 'score/index.html'))
  app.get('/*path', indexPage(clientDir))
  app.get('/', indexPage(clientDir))
  app.use((_req, res) => sendProblem(res, 'not-found'))
  app.use(problemHandler(log))
  return app
}

/** A strict policy: own scripts, own workers, styles by nonce, nothing from any other host. */
function securityHeaders(config: Config): RequestHandler {
  const strict = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_req, res) => `'nonce-${nonceOf(res)}'`],
        workerSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: config.secureCookies,
  })
  return (req, res, next) => {
    res.locals.nonce = randomBytes(16).toString('base64')
    strict(req, res, next)
  }
}

const nonceOf = (res: ServerResponse): string => (res as ServerResponse & { locals?: { nonce?: string } }).locals?.nonce ?? ''

/** Browsers refuse a module worker of another type; a page's worker is asked for anew each time. */
function typeModules(res: ServerResponse, path: string): void {
  if (path.endsWith('.mjs')) res.setHeader('Content-Type', 'text/javascript')
  if (path.endsWith('-worker.js')) res.setHeader('Cache-Control', 'no-cache')
}

/** Every address that is not an asset is a screen. The nonce is new on each answer, so the page is never stored. */
function indexPage(clientDir: string, file = 'index.html'): RequestHandler {
  return async (req, res, next) => {
    if (!req.accepts('html') || (req.path !== pageFile && /\.\w+$/.test(req.path))) return next()
    const page = await readFile(join(clientDir, file), 'utf8').catch(() => null)
    if (page === null) return next()
    res.set('Cache-Control', 'no-store').type('html').send(page.replaceAll('__NONCE__', nonceOf(res)))
  }
}
