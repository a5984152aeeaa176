import express, { type ErrorRequestHandler, type Router } from 'express'
import type { z } from 'zod'
import { DoorAlarm, doorPaths, DoorPosition, DoorRequest, type Door, type MessageDoor } from '#shared/doors.ts'
import type { DoorHandlers, DoorMessages } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { mayPassLater, sendAnswers } from './door-answers.ts'
import { checkKey, checkReplay, checkType, holderOf, readJson, signatureOf, unreadBody } from './door-gate.ts'
import { DoorIntake, usualRates, type DoorRates } from './door-intake.ts'
import { KeyUses, recordTaken } from './key-use-store.ts'
import { MachineKeys, type OwnKey } from './machine-key-store.ts'

const empty = { zh: '没有内容', en: 'There is nothing in it' } as const

/** `secret`: the installation's, from which the keys' signing secrets follow. `own`: the key by which the process tests itself. */
export type DoorSettings = { secret: string; rates?: DoorRates; own?: OwnKey }

/**
 * The doors for machines: POST one message or an array, JSON, with a key. What is well-shaped goes to the feature's
 * handler and is answered after its commit; what is not is refused by field and kept in quarantine.
 * Errors go on to `problemHandler`.
 */
export function doorRoutes(parts: Parts, handlers: DoorHandlers, { secret, rates = usualRates, own }: DoorSettings): Router {
  const router = express.Router()
  const keys = new MachineKeys(parts, own)
  const uses = new KeyUses(parts)
  const intake = new DoorIntake(parts, rates)
  const read = readJson(secret, parts.now)

  const open = <D extends MessageDoor>(door: D, schema: z.ZodType<DoorMessages[D]>): void => {
    router.post(doorPaths[door].path, checkKey(keys, door), checkType, read, checkReplay(parts), async (req, res) => {
      const language = languageOf(req)
      const [holder, signature] = [holderOf(res), signatureOf(res)]
      if (!holder.mode) uses.note(holder.id, { address: req.ip ?? null, skew: signature?.skew ?? null })
      if (req.body === undefined) throw new Refusal('malformed', { errors: [{ field: 'body', message: empty[language] }] })
      const { answers, names, retryAfter } = await intake.take(door, schema, handlers[door], req.body, holder, language)
      if (signature && !answers.some(mayPassLater) && answers.some(({ ok }) => ok)) await recordTaken(parts, holder.id, signature.message)
      sendAnswers(res, answers, { names, retryAfter, skew: signature?.skew ?? 0 })
    })
    router.use(doorPaths[door].path, keepUnreadable(intake, door))
  }
  open('requests', DoorRequest)
  open('alarms', DoorAlarm)
  open('positions', DoorPosition)
  return router
}

/** A body that is no JSON is a device's mistake as much as a wrong field is. */
export function keepUnreadable(intake: DoorIntake, door: Door): ErrorRequestHandler {
  return async (error: unknown, _req, res, next) => {
    const body = unreadBody(error)
    if (body !== null) await intake.keep(door, holderOf(res), [{ reason: [{ field: 'body', message: String(error) }], body }])
    next(error)
  }
}
