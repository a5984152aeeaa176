import express, { type Router } from 'express'
import { most, type DoorAnswer } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import type { Language } from '#shared/text.ts'
import { plainLine } from '../files/plain-text.ts'
import type { KeyHolder, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { languageOf, sendProblem } from '../problem.ts'
import { Refusal, type ReadError } from '../refusal.ts'
import { takeAlerts } from './alertmanager-alarms.ts'
import { Alert } from './alertmanager-message.ts'
import { mayPassLater, sendAnswers } from './door-answers.ts'
import { checkKey, checkReplay, checkType, holderOf, readJson, signatureOf } from './door-gate.ts'
import { DoorIntake, usualRates } from './door-intake.ts'
import { keepUnreadable, type DoorSettings } from './door-routes.ts'
import { KeyUses, recordTaken } from './key-use-store.ts'
import { MachineKeys } from './machine-key-store.ts'

const notAlerts = { zh: '应为 Alertmanager 的消息（含 alerts 数组）', en: 'What Alertmanager sends is wanted: an object with the array "alerts"' } as const

/**
 * The webhook of Prometheus Alertmanager (version 4), which Grafana sends too. It tries again after a 5xx and after nothing else, so
 * what may pass later is answered so, and what never will is not.
 */
export function alertmanagerRoutes(parts: Parts, say: SayAlarms, { secret, rates = usualRates }: DoorSettings): Router {
  const router = express.Router()
  const keys = new MachineKeys(parts)
  const uses = new KeyUses(parts)
  const intake = new DoorIntake(parts, rates)
  const path = doorAddresses.alertmanager

  router.post(path, checkKey(keys, 'alertmanager'), checkType, readJson(secret, parts.now, '4mb'), checkReplay(parts), async (req, res) => {
    const language = languageOf(req)
    const [holder, signature] = [holderOf(res), signatureOf(res)]
    uses.note(holder.id, { address: req.ip ?? null, skew: signature?.skew ?? null })
    const alerts = alertsOf(req.body)
    if (!alerts) {
      const errors = [{ field: 'alerts', message: notAlerts[language] }]
      await intake.keep('alertmanager', holder, [{ reason: errors, body: JSON.stringify(req.body) ?? '' }])
      throw new Refusal('invalid', { errors })
    }
    const truncated = (req.body as { truncatedAlerts?: unknown }).truncatedAlerts
    if (typeof truncated === 'number' && truncated > 0) parts.log.warn({ key: holder.id, truncated }, 'Alertmanager left alerts out: raise max_alerts of its receiver')
    const { community } = req.query
    const named = typeof community === 'string' ? plainLine(community, 120) : null
    const { answers, retryAfter } = await takeAll(intake, say, { alerts, named, holder, language })
    if (answers.some(maySucceed)) {
      sendProblem(res, 'unavailable', { retryAfter, errors: answers.flatMap((answer) => (answer.ok ? [] : answer.errors)).slice(0, 20) })
      return
    }
    if (signature && answers.some(({ ok }) => ok)) await recordTaken(parts, holder.id, signature.message)
    sendAnswers(res, answers, { names: answers.map((_answer, at) => `alerts[${at}]`), retryAfter, skew: signature?.skew ?? 0 })
  })
  router.use(path, keepUnreadable(intake, 'alertmanager'))
  return router
}

const maySucceed = (answer: DoorAnswer): boolean => mayPassLater(answer) || (!answer.ok && answer.fault === 'internal')

/** A group; or one alert alone, as it lies in the quarantine. */
export function alertsOf(body: unknown): unknown[] | null {
  if (typeof body !== 'object' || body === null) return null
  if ('alerts' in body) return Array.isArray(body.alerts) ? body.alerts : null
  return 'labels' in body ? [body] : null
}

type Group = { alerts: unknown[]; named: string | null; holder: KeyHolder; language: Language }

/** All alerts of a group, however many. */
export async function takeAll(intake: DoorIntake, say: SayAlarms, { alerts, named, holder, language }: Group): Promise<{ answers: DoorAnswer[]; retryAfter: number }> {
  const answers: DoorAnswer[] = []
  let wait = 0
  for (let from = 0; from < alerts.length; from += most) {
    const taken = await intake.take('alertmanager', Alert, takeAlerts(say, named), alerts.slice(from, from + most), holder, language)
    wait = Math.max(wait, taken.retryAfter)
    answers.push(...taken.answers.map((answer) => (answer.ok ? answer : { ...answer, errors: answer.errors.map((error) => inGroup(error, from)) })))
  }
  return { answers, retryAfter: wait }
}

const inGroup = ({ field, message }: ReadError, from: number): ReadError => ({ field: field.replace(/^\[(\d+)\]/, (_whole, at: string) => `alerts[${Number(at) + from}]`), message })
