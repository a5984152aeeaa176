import { randomUUID } from 'node:crypto'
import express, { type Request, type Response, type Router } from 'express'
import { validate, v7 } from 'uuid'
import { commands, type CommandName, type CommandRequest, type Reply } from '#shared/commands.ts'
import { queries, type QueryName } from '#shared/queries.ts'
import type { Caller } from '../identity/caller.ts'
import { isRace, type Answer } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import type { CommandHandler, CommandHandlers, QueryHandler, QueryHandlers } from './handler.ts'

/** How often a command is decided again when others keep being faster. */
const tries = 5

/** Who sends this request; throws where nobody is signed in. */
export type Identify = (req: Request) => Promise<Caller>

/** Every command as a POST: parse, allow and decide (the handler), commit, answer. */
export function commandRoutes(parts: Parts, identify: Identify, handlers: CommandHandlers): Router {
  const router = express.Router()
  for (const name of Object.keys(commands) as CommandName[]) {
    const handler = handlers[name] as CommandHandler<CommandName>
    router.post(commands[name].path, async (req, res) => {
      res.json(await answerCommand(parts, name, handler, req, await identify(req)))
    })
  }
  return router
}

async function answerCommand(parts: Parts, name: CommandName, handler: CommandHandler<CommandName>, req: Request, caller: Caller): Promise<Reply> {
  const request = parse(name, req)
  const command = idempotencyKey(req)
  const id = pathId(req) ?? v7()
  const digest = digestOf(caller.actor.id, name, pathId(req), request)
  const earlier = await alreadyDone(parts, command, digest)
  if (earlier) return earlier
  for (let i = 0; i < tries; i++) {
    const work = await handler(parts, { id, request, caller, now: parts.now() })
    const answer = await parts.journal.commit({ ...work, id: command, name, digest, by: caller.actor })
    if (answer.ok) return { ...(answer.reply as Omit<Reply, 'cursor'>), cursor: answer.cursor }
    if (!isRace(answer)) throw refused(answer)
  }
  throw new Refusal('conflict')
}

/** A retry whose first try was carried out gets that answer, even if deciding again would now refuse it. */
async function alreadyDone(parts: Parts, id: string, digest: string): Promise<Reply | null> {
  const [row] = await parts.sql<{ digest: string; reply: Omit<Reply, 'cursor'>; cursor: number }[]>`select digest, reply, cursor from command where id = ${id}`
  if (!row) return null
  if (row.digest !== digest) throw new Refusal('reused-key')
  return { ...row.reply, cursor: row.cursor }
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

/** Every query as a GET. */
export function queryRoutes(parts: Parts, identify: Identify, handlers: QueryHandlers): Router {
  const router = express.Router()
  for (const name of Object.keys(queries) as QueryName[]) {
    const handler = handlers[name] as QueryHandler<QueryName>
    router.get(queries[name].path, async (req, res: Response) => {
      const caller = await identify(req)
      const id = pathId(req) ?? ''
      const params = queries[name].params.safeParse(id ? req.query : { ...req.query, ...req.params })
      if (!params.success) throw new Refusal('invalid', { errors: fieldErrors(params.error, languageOf(req), req.query) })
      res.set('Cache-Control', 'private, no-cache').json(await handler(parts, { id, params: params.data, caller, now: parts.now() }))
    })
  }
  return router
}
