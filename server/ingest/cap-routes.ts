import express, { type Router } from 'express'
import type { DoorReply } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { noteHeard } from '../live/door-work.ts'
import type { KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { languageOf, told } from '../problem.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { readCap, type CapMessage } from './cap-message.ts'
import { longestXml, readAlert, UnreadableXml } from './cap-xml.ts'
import { checkKey, checkReplay, holderOf, readBytes, signatureOf } from './door-gate.ts'
import { DoorIntake, usualRates } from './door-intake.ts'
import type { DoorSettings } from './door-routes.ts'
import { DoorLimit } from './door-limit.ts'
import { KeyUses, recordTaken } from './key-use-store.ts'
import { MachineKeys } from './machine-key-store.ts'

/** What came of a message: the warning that it is about, and how many communities here it concerns. */
export type WarningTaken = { id: string | null; cursor: number | null; communities: number; standing: boolean }
/** Keeps a warning, raises and clears what follows from it, before it returns; handed in by the composition. Throws `Unanswered`. */
export type TakeWarning = (parts: Parts, message: CapMessage, from: KeyHolder) => Promise<WarningTaken>

const types = ['application/cap+xml', 'application/xml', 'text/xml']

const words = {
  type: { zh: '请使用 application/cap+xml、application/xml 或 text/xml', en: 'Use application/cap+xml, application/xml or text/xml' },
  empty: { zh: '没有内容', en: 'There is nothing in it' },
  nowhere: { zh: '不涉及此处的任何小区：已保存，不产生告警', en: 'It concerns no community here: kept, and no alarm was raised' },
  over: { zh: '预警已结束：不产生告警', en: 'The warning is over: no alarm was raised' },
} as const

/**
 * Public warnings by CAP 1.2, one alert in XML each. What cannot be read is refused by field and kept in quarantine. A signature in the
 * alert is not verified: the key says who sends.
 */
export function capRoutes(parts: Parts, take: TakeWarning, { secret, rates = usualRates }: DoorSettings): Router {
  const router = express.Router()
  const keys = new MachineKeys(parts)
  const uses = new KeyUses(parts)
  const intake = new DoorIntake(parts, rates)
  const limit = new DoorLimit(rates.critical)

  router.post(doorAddresses.cap, checkKey(keys, 'cap'), readBytes(secret, parts.now, { limit: `${longestXml}b`, type: types }), checkReplay(parts), async (req, res) => {
    const language = languageOf(req)
    const [holder, signature] = [holderOf(res), signatureOf(res)]
    uses.note(holder.id, { address: req.ip ?? null, skew: signature?.skew ?? null })
    if (!Buffer.isBuffer(req.body)) throw req.is(types) ? new Refusal('malformed', { errors: [{ field: 'body', message: words.empty }] }) : new Refusal('wrong-type', { errors: [{ field: 'Content-Type', message: words.type }] })
    if (!limit.takeAll(holder.id, 1, performance.now())) throw new Refusal('too-many')
    const { errors, reply } = await takeCap(parts, take, req.body, holder, language)
    if (errors.length > 0) {
      await intake.keep('cap', holder, [{ reason: told(errors, language), body: req.body.toString('utf8') }])
      throw new Refusal('invalid', { errors })
    }
    if (signature) await recordTaken(parts, holder.id, signature.message)
    res.status(202).json(reply)
  })
  return router
}

type Outcome = { errors: FieldError[]; reply: DoorReply }

/** Takes one alert, or says what is wrong with it. */
export async function takeCap(parts: Parts, take: TakeWarning, bytes: Buffer, holder: KeyHolder, language: Language): Promise<Outcome> {
  const read = tried(bytes)
  if (read.kind === 'refused') return { errors: read.errors, reply: { answers: [] } }
  await heard(parts, holder)
  const said = (why: Bilingual | null) => (why ? { warnings: [{ field: 'alert', message: why[language] }] } : {})
  if (read.kind === 'ignored') return { errors: [], reply: { answers: [{ ok: true, id: null, cursor: null }], ...said(read.why) } }
  const { id, cursor, communities, standing } = await take(parts, read.message, holder)
  const why = read.message.type === 'cancel' ? null : !standing ? words.over : communities === 0 ? words.nowhere : null
  return { errors: [], reply: { answers: [{ ok: true, id, cursor }], ...said(why) } }
}

function tried(bytes: Buffer): ReturnType<typeof readCap> {
  try {
    return readCap(readAlert(bytes))
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error
    return { kind: 'refused', errors: [{ field: 'body', message: error.said }] }
  }
}

/** A warning about another place proves as well that its feed is alive. */
async function heard(parts: Parts, holder: KeyHolder): Promise<void> {
  const rows = holder.community === null ? await parts.sql<{ id: string }[]>`select id from community` : [{ id: holder.community }]
  await noteHeard(parts, 'cap', rows.map(({ id }) => id))
}
