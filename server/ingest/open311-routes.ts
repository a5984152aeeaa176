import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, type Router } from 'express'
import { randomUUID } from 'node:crypto'
import { validate } from 'uuid'
import { open311Paths } from '#shared/paths.ts'
import type { Language } from '#shared/text.ts'
import type { TakeReport } from '../live/handler.ts'
import { noteHeard } from '../live/door-work.ts'
import { isOutage } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { DoorIntake, usualRates } from './door-intake.ts'
import { DoorLimit, type Rate } from './door-limit.ts'
import { KeyUses } from './key-use-store.ts'
import { MachineKeys, type HeldKey } from './machine-key-store.ts'
import { param, wantedOf, type Params } from './open311-ask.ts'
import { discovery } from './open311-discovery.ts'
import { formats, Many, sendDocument, type Field, type Format } from './open311-document.ts'
import { badRequest, forbidden, notThere, Open311Error } from './open311-error.ts'
import { readForm, withoutKey, type Form } from './open311-form.ts'
import { reportOf } from './open311-report.ts'
import { serviceDefinition, serviceList, serviceOf } from './open311-services.ts'
import { buildingsIn, jurisdictionOf, requestsOf, type Jurisdiction } from './open311-store.ts'
import { requestView, w3 } from './open311-view.ts'

export type Open311Settings = {
  takeReport: TakeReport
  /** Where the outside finds this server; null: where the request came to. */
  publicUrl: string | null
  /** Reports per key; looks per address, for those need no key. */
  rates?: { reports: Rate; looks: Rate }
}

const usual = { reports: { perSecond: 20, burst: 200 }, looks: { perSecond: 5, burst: 100 } }

/**
 * Open311 GeoReport v2 in XML and JSON, as its clients know it: services and their definitions, requests in and their state out,
 * discovery. What needs no key by the standard tells nothing personal; a key sees what was sent in by it.
 */
export function open311Routes(parts: Parts, { takeReport, publicUrl, rates = usual }: Open311Settings): Router {
  const router = express.Router()
  const keys = new MachineKeys(parts)
  const uses = new KeyUses(parts)
  const intake = new DoorIntake(parts, usualRates)
  const [reports, looks] = [new DoorLimit(rates.reports), new DoorLimit(rates.looks)]
  const { endpoint } = open311Paths

  /** @throws Open311Error for a key that opens no requests; null where none was sent */
  const holderOf = async (key: string | null, req: Request): Promise<HeldKey | null> => {
    if (key === null) return null
    const holder = await keys.holderOf(key)
    if (!holder || !holder.doors.includes('requests') || holder.signed) throw forbidden('api_key 无效或不能用于报事', 'The api_key is not valid, or does not open requests')
    uses.note(holder.id, { address: req.ip ?? null, skew: null })
    return holder
  }

  type Look = { place: Jurisdiction; holder: HeldKey | null; params: Params; language: Language; id: string }
  const look = (path: string, root: string, answer: (look: Look) => Promise<Field>): void => {
    router.get(`${endpoint}${path}.:format`, async (req, res) => {
      const format = formatOf(req)
      limit(looks, req.ip ?? '')
      const params = req.query as Params
      const holder = await holderOf(param(params, 'api_key'), req)
      const place = await jurisdictionOf(parts.sql, param(params, 'jurisdiction_id'), holder?.community ?? null)
      const language = languageOf(req)
      sendDocument(res.set('Content-Language', language), format, root, await answer({ place, holder, params, language, id: String('id' in req.params ? req.params.id : '') }))
    })
  }

  router.get(`${open311Paths.discovery}.:format`, (req, res) => {
    sendDocument(res, formatOf(req), 'discovery', discovery(publicUrl ?? `${req.protocol}://${req.get('host') ?? ''}`))
  })
  look('/services', 'services', async ({ language }) => serviceList(language))
  look('/services/:id', 'service_definition', async ({ id, place, language }) => {
    const code = serviceOf(id)
    if (!code) throw notThere('没有此 service_code', 'service_code was not found')
    return serviceDefinition(code, await buildingsIn(parts.sql, place.id), language)
  })
  look('/requests', 'service_requests', async ({ place, holder, params, language }) => {
    const rows = await requestsOf(parts.sql, place.id, wantedOf(params, parts.now()), holder?.id ?? null)
    return new Many('request', rows.map((row) => requestView(row, place, language)))
  })
  look('/requests/:id', 'service_requests', async ({ id, place, holder, language }) => {
    const rows = validate(id) ? await requestsOf(parts.sql, place.id, { ids: [id] }, holder?.id ?? null) : []
    if (rows.length === 0) throw notThere('没有此 service_request_id', 'service_request_id was not found')
    return new Many('request', rows.map((row) => requestView(row, place, language)))
  })
  // Ids are given at once, so the token of a request is its id.
  look('/tokens/:id', 'service_requests', async ({ id, place }) => {
    const [row] = validate(id) ? await requestsOf(parts.sql, place.id, { ids: [id] }, null) : []
    if (!row) throw notThere('没有此 token', 'token was not found')
    return new Many('request', [{ service_request_id: row.id, token: row.id }])
  })

  const body = express.raw({ limit: '100kb', type: 'application/x-www-form-urlencoded' })
  router.post(`${endpoint}/requests.:format`, body, async (req, res) => {
    const format = formatOf(req)
    if (!Buffer.isBuffer(req.body)) throw badRequest('请以 application/x-www-form-urlencoded 提交', 'Send it as application/x-www-form-urlencoded')
    const { form, fault } = tried(req.body)
    const given = form?.get('api_key')?.[0]?.trim() ?? keyIn(req.body) ?? param(req.query as Params, 'api_key')
    const holder = await holderOf(given, req)
    if (!holder) throw forbidden('缺少 api_key', 'An api_key is needed')
    limit(reports, holder.id)
    try {
      if (!form) throw fault
      const named = form.get('jurisdiction_id')?.[0]?.trim() ?? param(req.query as Params, 'jurisdiction_id')
      const place = await jurisdictionOf(parts.sql, named, holder.community)
      const language = languageOf(req)
      const report = await reportOf(parts, { form, place, key: holder.id, language: req.get('accept-language') === undefined ? null : language })
      const { order } = await takeReport(parts, report, { kind: 'key', id: holder.id, name: holder.name })
      await noteHeard(parts, 'requests', [place.id])
      const by = w3(order.respondBy, place.zone).slice(0, 16).replace('T', ' ')
      const notice = language === 'zh' ? `已登记，单号 ${order.number}，将于 ${by} 前响应。` : `Registered as ${order.number}; we respond by ${by}.`
      const account = form.get('account_id')?.[0]?.slice(0, 200) ?? null
      sendDocument(res.set('Content-Language', language), format, 'service_requests', new Many('request', [{ service_request_id: order.id, service_notice: notice, account_id: account }]))
    } catch (error) {
      if (error instanceof Open311Error || error instanceof Refusal) {
        await intake.keep('requests', holder, [{ reason: [{ field: 'open311', message: error.message }], body: withoutKey(req.body.toString('latin1')) }])
      }
      throw error
    }
  })

  router.use('/open311', nothingHere, answerErrors(parts))
  return router
}

/** The format is what the address ends with. @throws Open311Error */
function formatOf(req: Request): Format {
  const given = String('format' in req.params ? req.params.format : '')
  if (given in formats) return given as Format
  throw new Open311Error(406, { zh: '格式只有 xml 和 json', en: 'The formats are xml and json' })
}

function limit(bucket: DoorLimit, name: string): void {
  if (bucket.take(name, 1, performance.now()) < 1) throw new Open311Error(429, { zh: '请求过于频繁', en: 'Too many requests' }, bucket.wait(name))
}

function tried(bytes: Buffer): { form: Form; fault: null } | { form: null; fault: unknown } {
  try {
    return { form: readForm(bytes), fault: null }
  } catch (fault) {
    return { form: null, fault }
  }
}

/** The key of a form that cannot be read as a whole, so that it can be kept for whoever sent it. */
const keyIn = (bytes: Buffer): string | null => /(?:^|&)api_key=([\w-]+)/.exec(bytes.toString('latin1'))?.[1] ?? null

const nothingHere: RequestHandler = (_req, _res, next) => next(notThere('没有此地址', 'There is nothing at this address'))

/** Every error in the form of the standard. Only what nobody foresaw is a 500, logged with the reference that the caller is given. */
function answerErrors({ log }: Pick<Parts, 'log'>): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const told = toldOf(error)
    const reference = randomUUID()
    if (told.status === 500) log.error({ err: error, reference, method: req.method, path: req.path }, 'unforeseen error')
    if (told.retryAfter !== null) res.set('Retry-After', String(Math.max(1, Math.ceil(told.retryAfter))))
    sendErrors(res, told, told.status === 500 ? ` (${reference})` : '')
  }
}

function sendErrors(res: Response, { status, description }: Open311Error, more: string): void {
  const language = languageOf(res.req)
  const format: Format = res.req.path.endsWith('.json') ? 'json' : 'xml'
  sendDocument(res.set('Content-Language', language), format, 'errors', new Many('error', [{ code: status, description: description[language] + more }]), status)
}

function toldOf(error: unknown): Open311Error {
  if (error instanceof Open311Error) return error
  if (error instanceof Refusal) return refused(error)
  if (isOutage(error)) return new Open311Error(503, { zh: '系统正在恢复，请稍后重试；重试不会重复登记', en: 'The system is recovering. Try again; a retry registers nothing twice' }, 1)
  const status = error instanceof URIError ? 400 : error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status === 413) return new Open311Error(413, { zh: '内容过大', en: 'Too large' })
  return status >= 400 && status < 500 ? badRequest('无法读懂此请求', 'The request cannot be read') : new Open311Error(500, { zh: '系统内部错误', en: 'Internal error' })
}

function refused({ errors, fault }: Refusal): Open311Error {
  const [first] = errors
  if (!first) return badRequest(`无法登记（${fault}）`, `It could not be registered (${fault})`)
  const message = typeof first.message === 'string' ? { zh: first.message, en: first.message } : first.message
  return badRequest(`${first.field}：${message.zh}`, `${first.field}: ${message.en}`)
}
