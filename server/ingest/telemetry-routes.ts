import express, { type RequestHandler, type Request, type Response, type Router } from 'express'
import { doorAddresses, thingsboardPaths } from '#shared/paths.ts'
import type { Parts } from '../parts.ts'
import { languageOf, sendProblem } from '../problem.ts'
import { Refusal, type ReadError } from '../refusal.ts'
import { checkKey, checkReplay, checkType, holderOf, readJson, signatureOf } from './door-gate.ts'
import { DoorIntake, usualRates } from './door-intake.ts'
import { keepUnreadable } from './door-routes.ts'
import { KeyUses, recordTaken } from './key-use-store.ts'
import { MachineKeys } from './machine-key-store.ts'
import { TooFast, type TakeTelemetry, type TelemetryMessage } from './telemetry-take.ts'

type Taken = { taken: number; refused: ReadError[] }
type Address = { what: TelemetryMessage['what']; path: string; answer: (res: Response, taken: Taken) => void }

const own = (what: TelemetryMessage['what']): Address => ({ what, path: doorAddresses[what], answer: answerByField })
const addresses: readonly Address[] = [
  own('telemetry'), own('attributes'), own('connect'), own('disconnect'),
  { what: 'telemetry', path: thingsboardPaths.telemetry, answer: answerNothing },
  { what: 'attributes', path: thingsboardPaths.attributes, answer: answerNothing },
]

/**
 * Values of devices over HTTP: by the gateway's form with `?community=` where the key is the company's, or of the one device that the
 * key or `?device=` names. Firmware made for ThingsBoard finds its own addresses, in which its key stands.
 */
export function telemetryRoutes(parts: Parts, take: TakeTelemetry, { secret }: { secret: string }): Router {
  const router = express.Router()
  const keys = new MachineKeys(parts)
  const uses = new KeyUses(parts)
  const read = readJson(secret, parts.now)
  const intake = new DoorIntake(parts, usualRates)
  const admit = checkKey(keys, 'telemetry')

  for (const { what, path, answer } of addresses) {
    router.post(path, keyOfAddress, admit, checkType, read, checkReplay(parts), async (req, res) => {
      const [holder, signature] = [holderOf(res), signatureOf(res)]
      uses.note(holder.id, { address: req.ip ?? null, skew: signature?.skew ?? null })
      const device = asked(req, 'device')
      const community = asked(req, 'community')
      const form = device !== undefined || holder.device || path !== doorAddresses[what] ? 'device' : 'gateway'
      const message: TelemetryMessage = { what, form: req.query.form === 'gateway' ? 'gateway' : form, body: req.body, ...(device === undefined ? {} : { device }), ...(community === undefined ? {} : { community }) }
      try {
        const taken = await take(message, holder, languageOf(req))
        if (signature && taken.taken > 0) await recordTaken(parts, holder.id, signature.message)
        answer(res, taken)
      } catch (error) {
        if (!(error instanceof TooFast)) throw error
        sendProblem(res, 'too-many', { retryAfter: error.seconds })
      }
    })
    router.use(path, keepUnreadable(intake, 'telemetry'))
  }
  return router
}

/** A key in the address counts as one in the header. */
const keyOfAddress: RequestHandler = (req, _res, next) => {
  const { token } = req.params
  if (typeof token === 'string') req.headers.authorization = `Bearer ${token}`
  next()
}

function asked(req: Request, name: 'device' | 'community'): string | undefined {
  const said = req.query[name]
  return typeof said === 'string' && said !== '' ? said : undefined
}

/** 202 where all was taken, 207 where some was not, a problem where nothing was. */
function answerByField(res: Response, { taken, refused }: Taken): void {
  if (taken === 0) throw new Refusal('invalid', { errors: refused })
  res.status(refused.length === 0 ? 202 : 207).json({ taken, ...(refused.length === 0 ? {} : { refused }) })
}

/** As ThingsBoard answers: nothing, which its firmware expects. */
function answerNothing(res: Response, { taken, refused }: Taken): void {
  if (taken === 0) throw new Refusal('invalid', { errors: refused })
  res.status(200).end()
}
