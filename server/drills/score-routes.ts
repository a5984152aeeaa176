import express, { type Request, type Response, type Router } from 'express'
import { v7 } from 'uuid'
import type { Actor } from '#shared/facts.ts'
import { ResidentScore, type Drill, type Score, type ScoredDrill } from '#shared/drills.ts'
import { scorePaths } from '#shared/paths.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import { limitedAddress } from '../identity/sign-in-limit.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf, idFrom } from '../journal/system.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors, languageOf, sendProblem } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { checkRated, isScored, wrong } from './drill-rules.ts'
import { communityOf, drillOfCode, nameOfPlan, scoresOf } from './drill-store.ts'
import { hashOfCode, plainCode } from './score-code-rules.ts'
import { given } from './score-commands.ts'
import { ScoredTooMuch, ScoreLimits, type ScoreAct } from './score-limits.ts'

/** Who scores by one code, at most. */
const most = 500
const tries = 5

const messages = {
  taken: { zh: '已有人用这个称呼评过分，请换一个', en: 'Somebody has scored by this name already: choose another' },
  full: { zh: '评分人数已满', en: 'As many have scored as can' },
} as const satisfies Record<string, Bilingual>

/** What residents do who watched a drill: look at what is scored, and score it. A code that is not one is not told from one that never was. */
export function scoreRoutes(parts: Parts): Router {
  const router = express.Router()
  const limits = new ScoreLimits()

  const by = (act: ScoreAct, answer: (drill: Drill, req: Request, res: Response, address: string) => Promise<void>) => async (req: Request, res: Response): Promise<void> => {
    const code = plainCode(String(req.params.code))
    const address = limitedAddress(req.ip ?? '')
    try {
      await limits.count(act, code, address)
      const drill = await drillOfCode(parts, hashOfCode(code))
      if (!drill) throw new Refusal('not-found')
      res.set('Cache-Control', 'no-store')
      await answer(drill, req, res, address)
    } catch (error) {
      if (!(error instanceof ScoredTooMuch)) throw error
      sendProblem(res, 'too-many', { retryAfter: error.retryAfter })
    }
  }

  router.get(scorePaths.look, by('look', async (drill, _req, res) => {
    const [place, plan] = await Promise.all([communityOf(parts, drill.community), nameOfPlan(parts, drill.plan ?? '')])
    const shown: ScoredDrill = {
      community: place?.name ?? bilingual(''), plan: plan ?? bilingual(''), zone: place?.zone ?? 'UTC', at: drill.startedAt ?? '', until: drill.codeUntil ?? '', open: isOpen(drill, parts.now()),
      objectives: (drill.objectives ?? []).map(({ key, name }) => ({ key, name })),
    }
    res.json(shown)
  }))

  router.post(scorePaths.give, by('give', async (drill, req, res, address) => {
    if (!req.is('application/json')) throw new Refusal('wrong-type')
    const read = ResidentScore.safeParse(req.body)
    if (!read.success) throw new Refusal('invalid', { errors: fieldErrors(read.error, languageOf(req), req.body) })
    await give(parts, drill, read.data, () => limits.countNewcomer(address))
    res.status(201).json({ ok: true })
  }))
  return router
}

const isOpen = (drill: Drill, now: number): boolean => isScored(drill, now) && drill.codeUntil !== null && drill.codeUntil !== undefined && Date.parse(drill.codeUntil) > now

/** Said again by the browser that said it first, it takes the place of that; by another it needs another name. `countNewcomer` throws where there were too many. */
async function give(parts: Parts, drill: Drill, { name, secret, rated, calm, note }: ResidentScore, countNewcomer: () => Promise<void>): Promise<void> {
  if (!isOpen(drill, parts.now())) throw new Refusal('illegal-move')
  checkRated(drill, rated)
  const id = idFrom('resident score', drill.id, secret)
  for (let i = 0; i < tries; i++) {
    const before = (await scoresOf(parts, drill.id)).filter(({ kind }) => kind === 'resident')
    const mine = before.find((one) => one.id === id)
    if (mine?.struck) throw wrong('name', 'struck')
    if (before.some((one) => one !== mine && !one.struck && plainName(one.by) === plainName(name))) throw new Refusal('invalid', { errors: [{ field: 'name', message: messages.taken }] })
    if (!mine && before.filter(({ struck }) => !struck).length >= most) throw new Refusal('invalid', { errors: [{ field: 'name', message: messages.full }] })
    if (!mine && i === 0) await countNewcomer()
    const score: Score = {
      id, version: (mine?.version ?? 0) + 1, community: drill.community, drill: drill.id, kind: 'resident', by: name, at: new Date(parts.now()).toISOString(), rated, calm: calm ?? null, note,
    }
    const command = v7()
    const answer = await parts.journal.commit({ ...given(score), id: command, name: 'score.resident', by: actorOf(drill), digest: digestOf('score.resident', command) })
    if (answer.ok) return
    if (!isRace(answer)) throw undone(answer)
  }
  throw new Refusal('conflict')
}

const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** The code is what acted: nobody knows who held the phone. */
const actorOf = (drill: Drill): Actor => ({ kind: 'key', id: drill.id, name: '住户代表 Residents' })
