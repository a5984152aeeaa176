import { isUtf8 } from 'node:buffer'
import { DoorAlarm, type Door } from '#shared/doors.ts'
import { DoorIntake, usualRates } from '../ingest/door-intake.ts'
import { isCode } from '../ingest/telemetry-devices.ts'
import { TooFast, type TakeTelemetry } from '../ingest/telemetry-take.ts'
import { Unanswered } from '../journal/journal.ts'
import type { DeviceAnswer, DoorHandlers, HearAnswer, KeyHolder } from '../live/handler.ts'
import { isOutage } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { told } from '../problem.ts'
import { Refusal, type ReadError } from '../refusal.ts'
import type { Topic } from './topics.ts'

/** What came was for a door that its key does not open. */
export class NotAllowed extends Error {}

/**
 * Takes one message in. When it resolves the message may be acknowledged: what was in it is committed, or in quarantine. `whole`: whether
 * nothing of it was refused. Throws `Unanswered` or an outage where the same may come again, `TooFast` among them, and `NotAllowed`.
 */
export type TakeMessage = (topic: Topic, payload: Buffer, holder: KeyHolder) => Promise<{ whole: boolean }>

type Takers = { telemetry: TakeTelemetry; alarms: DoorHandlers['alarms']; answer: HearAnswer }

/** Nobody reads the reasons but the people at the quarantine. */
const language = 'zh'
const notJson = '不是 UTF-8 编码的 JSON / not JSON in UTF-8'

export function messageTaking(parts: Parts, { telemetry, alarms, answer }: Takers): TakeMessage {
  const intake = new DoorIntake(parts, usualRates)

  async function keep(door: Door, holder: KeyHolder, payload: Buffer, reason: ReadError[]): Promise<{ whole: false }> {
    await intake.keep(door, holder, [{ reason, body: payload.toString(isUtf8(payload) ? 'utf8' : 'latin1') }])
    return { whole: false }
  }

  /** What nobody refused for its shape but for what it names goes into quarantine too: who sends by MQTT is told nothing. */
  async function takeAlarms(body: unknown, holder: KeyHolder): Promise<{ whole: boolean }> {
    const unkept: { reason: ReadError[]; body: string }[] = []
    const taking: typeof alarms = async (...given) => {
      const answered = await alarms(...given)
      answered.forEach((one, place) => !one.ok && !mayPass(one.fault) && unkept.push({ reason: told(one.errors, language), body: JSON.stringify(given[1][place]) }))
      return answered
    }
    const { answers, retryAfter } = await intake.take('alarms', DoorAlarm, taking, body, holder, language)
    if (answers.some((one) => !one.ok && one.fault === 'too-many')) throw new TooFast(retryAfter)
    if (answers.some((one) => !one.ok && mayPass(one.fault))) throw new Unanswered('alarms could not be taken')
    await intake.keep('alarms', holder, unkept)
    return { whole: answers.every(({ ok }) => ok) }
  }

  return async (topic, payload, holder) => {
    const door: Door = topic.what === 'alarms' ? 'alarms' : 'telemetry'
    if (!holder.doors.includes(door)) throw new NotAllowed(`the key does not open ${door}`)
    const body = readJson(payload)
    if (body === undefined) return topic.what === 'answer' ? hear(payload.toString('utf8')) : keep(door, holder, payload, [{ field: 'body', message: notJson }])
    const { form, what, ...names } = topic
    try {
      if (what === 'answer') return await hear(body)
      if (what === 'alarms') return await takeAlarms(body, holder)
      const { refused } = await telemetry({ what, form, body, ...names }, holder, language)
      return { whole: refused.length === 0 }
    } catch (error) {
      if (isOutage(error)) throw error
      // It would come again and again and never pass.
      parts.log.error({ err: error, key: holder.id, what }, 'a message by MQTT could not be taken and is in quarantine')
      return keep(door, holder, payload, error instanceof Refusal ? told(error.errors, language) : [{ field: '$', message: String(error) }])
    }

    async function hear(said: unknown): Promise<{ whole: boolean }> {
      const read = readAnswer(topic, said, holder)
      if (read) await answer(parts, read)
      return { whole: read !== null }
    }
  }
}

/** `v1/gateway/rpc` names device and instruction inside: `{"device":"code","id":n,"data":…}`. */
function readAnswer({ form, number, community, device }: Topic, said: unknown, from: KeyHolder): DeviceAnswer | null {
  if (form === 'gateway') {
    const { device: code, id, data } = typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
    return typeof code === 'string' && isCode(code) && Number.isSafeInteger(id) ? { from, device: code, number: Number(id), body: data } : null
  }
  if (number === undefined || ![community, device].every((code) => code === undefined || isCode(code))) return null
  return { from, ...(community === undefined ? {} : { community }), ...(device === undefined ? {} : { device }), number, body: said }
}

/** What the database refuses for what is in it would be refused for ever. */
const mayPass = (fault: string): boolean => fault === 'unavailable'

/** Undefined where it is none. */
function readJson(payload: Buffer): unknown {
  if (!isUtf8(payload)) return undefined
  try {
    return JSON.parse(payload.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
