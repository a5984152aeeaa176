import type { z } from 'zod'
import { DoorAlarm, DoorPosition, DoorRequest, type Door, type DoorAnswer } from '#shared/doors.ts'
import type { Language } from '#shared/text.ts'
import { Unanswered } from '../journal/journal.ts'
import type { Answered, DoorHandlers, KeyHolder, SayAlarms, TakeReadings } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { told } from '../problem.ts'
import { Refusal, type ReadError } from '../refusal.ts'
import { alertsOf, takeAll } from './alertmanager-routes.ts'
import { takeCap, type TakeWarning } from './cap-routes.ts'
import { mayPassLater } from './door-answers.ts'
import { DoorIntake, replayRates } from './door-intake.ts'
import { telemetryKept, telemetryTaking } from './telemetry-take.ts'

/**
 * Puts a message through its door as if its key sent it now. Returns why it was refused, by field; nothing where all of it was taken.
 * What of it had been taken before does nothing again, by its ids. Throws `Unanswered`.
 */
export type Deliver = (door: Door, body: string, holder: KeyHolder, language: Language) => Promise<ReadError[]>

/** What stands behind the doors, as the composition hands it to them. */
export type Behind = { handlers: DoorHandlers; say: SayAlarms; takeReadings: TakeReadings; takeWarning: TakeWarning }

const words = {
  json: { zh: '不是格式正确的 JSON', en: 'Not well-formed JSON' },
  alerts: { zh: '应为一条告警，或含 alerts 数组的消息', en: 'One alert is wanted, or an object with the array "alerts"' },
} as const

export function delivering(parts: Parts, { handlers, say, takeReadings, takeWarning }: Behind): Deliver {
  const intake = new DoorIntake(parts, replayRates)
  const takeTelemetry = telemetryTaking(parts, takeReadings, replayRates)

  const message = <M extends object>(door: Door, schema: z.ZodType<M>, handler: (parts: Parts, messages: M[], from: KeyHolder) => Promise<Answered[]>) =>
    async (body: string, holder: KeyHolder, language: Language): Promise<ReadError[]> => {
      const { answers, names } = await intake.take(door, schema, handler, json(body, language), holder, language)
      return refusedOf(answers, names)
    }

  const doors: Record<Door, (body: string, holder: KeyHolder, language: Language) => Promise<ReadError[]>> = {
    requests: message('requests', DoorRequest, handlers.requests),
    alarms: message('alarms', DoorAlarm, handlers.alarms),
    positions: message('positions', DoorPosition, handlers.positions),
    alertmanager: async (body, holder, language) => {
      const alerts = alertsOf(json(body, language))
      if (!alerts) return [{ field: 'body', message: words.alerts[language] }]
      const { answers } = await takeAll(intake, say, { alerts, named: null, holder, language })
      return refusedOf(answers, [])
    },
    telemetry: async (body, holder, language) => {
      const kept = telemetryKept(body)
      return kept ? (await takeTelemetry(kept, holder, language)).refused : [{ field: 'body', message: words.json[language] }]
    },
    cap: async (body, holder, language) => told((await takeCap(parts, takeWarning, Buffer.from(body), holder, language)).errors, language),
  }
  return (door, body, holder, language) => doors[door](body, holder, language)
}

function json(body: string, language: Language): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Refusal('invalid', { errors: [{ field: 'body', message: words.json[language] }] })
  }
}

function refusedOf(answers: readonly DoorAnswer[], names: readonly string[]): ReadError[] {
  if (answers.some(mayPassLater)) throw new Unanswered('not just now')
  return answers.flatMap((answer, at) => (answer.ok ? [] : answer.errors.length > 0 ? answer.errors : [{ field: names[at] || '$', message: answer.fault }]))
}
