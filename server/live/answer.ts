import { randomUUID } from 'node:crypto'
import express, { type Request, type RequestHandler, type Router } from 'express'
import { validate, v7 } from 'uuid'
import { commands, type CommandName, type CommandRequest, type Reply } from '#shared/commands.ts'
import { faults } from '#shared/faults.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import type { Language } from '#shared/text.ts'
import type { z } from 'zod'
import { allow, type Caller } from '../identity/caller.ts'
import type { Told } from '../journal/change.ts'
import { isRace, type Answer } from '../journal/journal.ts'
import { note, noteLater } from '../journal/note.ts'
import { digestOf } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import type { CommandHandler, CommandHandlers, QueryHandler, QueryHandlers } from './handler.ts'
import { RunQueue } from './run-queue.ts'

/** How often a command is decided again when others keep being faster. */
const tries = 5

/** Who sends this request, and by which sign-in; throws where nobody is signed in. */
export type Identify = (req: Request) => Promise<{ caller: Caller; session: string }>

/** Every command as a POST: parse, allow and decide (the handler), commit, answer. What is refused is in the audit too. */
export function commandRoutes(parts: Parts, identify: Identify, handlers: CommandHandlers): Router {
  const router = express.Router()
  // Forty people finish forty steps of one plan at once: in a process, commands on one thing take turns instead of wearing out their tries.
  const turns = new RunQueue()
  for (const name of Object.keys(commands) as CommandName[]) {
    const handler = handlers[name] as CommandHandler<CommandName>
    router.post(commands[name].path, async (req, res) => {
      const { caller } = await identify(req)
      const thing = new Set('id' in req.params ? [String(req.params.id).toLowerCase()] : [])
      const reply = await audited(parts, name, req, caller, () => turns.run(thing, () => answerCommand(parts, name, handler, req, caller)))
      res.json(reply)
    })
  }
  return router
}

async function answerCommand(parts: Parts, name: CommandName, handler: CommandHandler<CommandName>, req: Request, caller: Caller): Promise<Reply> {
  if (caller.kind === 'wall') throw new Refusal('wall-only-looks')
  const request = parse(name, req)
  const command = idempotencyKey(req)
  const id = pathId(req) ?? v7()
  const digest = digestOf(caller.actor.id, name, pathId(req), request)
  const earlier = await alreadyDone(parts, command, digest)
  if (earlier) return stillAllowed(parts, caller, name, earlier)
  for (let i = 0; i < tries; i++) {
    const { once, afterwards, ...work }: Told = await handler(parts, { id, request, caller, now: parts.now(), language: languageOf(req) })
    const answer = await parts.journal.commit({ ...work, id: command, name, digest, by: caller.actor })
    if (answer.ok && !answer.repeated) await afterwards?.()
    if (answer.ok) return { ...(answer.reply as Omit<Reply, 'cursor'>), cursor: answer.cursor, ...(once && !answer.repeated ? { once } : {}) }
    if (!isRace(answer)) throw refused(answer)
  }
  throw new Refusal('conflict')
}

/** A refusal that says something about the caller's rights or intentions leaves a line; that the system was away does not. */
async function audited<T>(parts: Parts, name: string, req: Request, { actor }: Caller, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof Refusal && faults[error.fault].status < 500) {
      const id = 'id' in req.params ? { id: String(req.params.id).slice(0, 60) } : {}
      noteLater(parts, { name, by: actor, community: error.community, outcome: 'refused', detail: { ...id, fault: error.fault } })
    }
    throw error
  }
}

/** A retry whose first try was carried out gets that answer, even if deciding again would now refuse it. */
async function alreadyDone(parts: Parts, id: string, digest: string): Promise<Reply | null> {
  const [row] = await parts.sql<{ digest: string; reply: Omit<Reply, 'cursor'>; cursor: number }[]>`select digest, reply, cursor from command where id = ${id}`
  if (!row) return null
  if (row.digest !== digest) throw new Refusal('reused-key')
  return { ...row.reply, cursor: row.cursor }
}

/** What was told then is told again only to who would still be told. */
async function stillAllowed(parts: Parts, caller: Caller, name: CommandName, reply: Reply): Promise<Reply> {
  const { community } = reply.body
  if (typeof community === 'string') await allow(parts, caller, name, community)
  return reply
}

function refused(answer: Extract<Answer, { ok: false }>): Error {
  return answer.code === 'WF422' ? new Refusal('reused-key') : undone(answer)
}

function parse(name: CommandName, req: Request): CommandRequest<CommandName> {
  if (!req.is('application/json')) throw new Refusal('wrong-type')
  const parsed = commands[name].request.safeParse(req.body)
  if (!parsed.success) throw new Refusal('invalid', { errors: fieldErrors(parsed.error, languageOf(req), req.body) })
  return parsed.data
}

const badId = { zh: '应为 UUID', en: 'Must be a UUID' } as const

function pathId(req: Request): string | null {
  const id = 'id' in req.params ? req.params.id : undefined
  if (id === undefined) return null
  if (typeof id !== 'string' || !validate(id)) throw new Refusal('invalid', { errors: [{ field: 'id', message: badId[languageOf(req)] }] })
  return id.toLowerCase()
}

function idempotencyKey(req: Request): string {
  const key = req.get('idempotency-key')
  if (key === undefined) return randomUUID()
  if (!validate(key)) throw new Refusal('invalid', { errors: [{ field: 'Idempotency-Key', message: badId[languageOf(req)] }] })
  return key.toLowerCase()
}

/** Every query as a GET, or as a POST where it has a body. What is personal is in the audit before it is answered. */
export function queryRoutes(parts: Parts, identify: Identify, handlers: QueryHandlers): Router {
  const router = express.Router()
  for (const name of Object.keys(queries) as QueryName[]) {
    const handler = handlers[name] as QueryHandler<QueryName>
    const { path, file, body, logged } = queries[name] as Query
    const answer: RequestHandler = async (req, res) => {
      const { caller, session } = await identify(req)
      const reply = await audited(parts, name, req, caller, () => answerQuery(parts, name, handler, req, { caller, session }))
      // What is personal stays on no disk of a desk that others use too.
      res.set('Cache-Control', logged ? 'no-store' : 'private, no-cache')
      if (file) res.attachment(path.slice(path.lastIndexOf('/') + 1)).type(file).send(reply)
      else res.json(reply)
    }
    if (body) router.post(path, answer)
    else router.get(path, answer)
  }
  return router
}

async function answerQuery(parts: Parts, name: QueryName, handler: QueryHandler<QueryName>, req: Request, who: { caller: Caller; session: string }): Promise<unknown> {
  const query = queries[name] as Query
  const language = languageOf(req)
  const id = pathId(req) ?? ''
  const params = readAs(query.params, id ? req.query : { ...req.query, ...req.params }, language)
  if (query.body && !req.is('application/json')) throw new Refusal('wrong-type')
  const body = query.body ? readAs(query.body, req.body, language) : undefined
  let told: { community: string | null; detail: Record<string, unknown> } | null = null
  const tell = (community: string | null, detail: Record<string, unknown> = {}): void => {
    told = { community, detail }
  }
  const ask = { id, params, body, ...who, language, now: parts.now(), tell } as Parameters<typeof handler>[1]
  const reply = await handler(parts, ask)
  if (query.logged) {
    if (!told) throw new Error(`${name} was answered without saying what was looked at`)
    const { community, detail } = told as { community: string | null; detail: Record<string, unknown> }
    await note(parts, { name, by: who.caller.actor, community, outcome: 'done', detail: { ...(id ? { id } : {}), ...detail } })
  }
  return reply
}

function readAs(schema: z.ZodType, input: unknown, language: Language): unknown {
  const read = schema.safeParse(input)
  if (!read.success) throw new Refusal('invalid', { errors: fieldErrors(read.error, language, input) })
  return read.data
}
