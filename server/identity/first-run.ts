import { randomBytes, timingSafeEqual } from 'node:crypto'
import express, { type Router } from 'express'
import { z } from 'zod'
import { members } from '#db/schema/members.ts'
import { Password, Username, type Member } from '#shared/members.ts'
import { Typed } from '#shared/text.ts'
import { change } from '../journal/change.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { createUser, remakeUser, type Auth } from './auth.ts'

const FirstRun = z.strictObject({
  token: z.string().max(100),
  username: Username,
  password: Password,
  name: Typed(60).min(1),
})

export type FirstRunState = { needed: () => Promise<boolean>; token: string }

/** An empty installation: whoever can read the server's console makes the first administrator. */
export function firstRun(parts: Parts): FirstRunState {
  let done = false
  return {
    token: randomBytes(12).toString('base64url'),
    async needed() {
      if (done) return false
      const [row] = await parts.sql<{ some: boolean }[]>`select exists (select from member) as some`
      done = row?.some ?? false
      return !done
    },
  }
}

const wrongToken = { zh: '与服务器控制台显示的口令不符', en: 'Not the token that the server printed on its console' } as const

export function firstRunRoutes(parts: Parts, auth: Auth, state: FirstRunState): Router {
  const router = express.Router()
  let making = false
  router.get('/api/first-run', async (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ needed: await state.needed() })
  })
  router.post('/api/first-run', async (req, res) => {
    if (making || !(await state.needed())) throw new Refusal('not-found')
    const parsed = FirstRun.safeParse(req.body)
    if (!parsed.success) throw new Refusal('invalid', { errors: fieldErrors(parsed.error, languageOf(req), req.body) })
    const { token, ...user } = parsed.data
    const given = Buffer.from(token.padEnd(state.token.length).slice(0, state.token.length))
    if (token.length !== state.token.length || !timingSafeEqual(given, Buffer.from(state.token))) {
      throw new Refusal('invalid', { errors: [{ field: 'token', message: wrongToken[languageOf(req)] }] })
    }
    making = true
    try {
      // Nobody is a member yet, so a user of that name is what a try left that was broken off.
      const [left] = await parts.sql<{ id: string }[]>`select id from "user" where username = ${user.username.toLowerCase()}`
      const maker = left ? await remakeUser(auth, left.id, user) : await createUser(auth, user)
      const id = idFrom('first-run', maker)
      const body: Member = {
        id, version: 1, user: maker, username: user.username.toLowerCase(), name: user.name, person: null, source: 'password',
        grants: [{ role: 'administrator', scope: { kind: 'everything' } }], disabledAt: null,
      }
      const work = { changes: [change(members, body, { name: 'member.created', body })], reply: null, community: null, mode: 'real' }
      const answer = await parts.journal.commit(systemCommand('first-run', 'member.create', id, work))
      if (!answer.ok) throw undone(answer)
    } finally {
      making = false
    }
    res.status(201).json({})
  })
  return router
}
