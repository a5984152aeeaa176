import type { Alarm, BulkOutcome, By } from '#shared/alarms.ts'
import type { CommandRequest } from '#shared/commands.ts'
import { allow, type Caller } from '../identity/caller.ts'
import type { CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { by, isLifeSafety, type AlarmStep, type Ground } from './alarm-step.ts'
import { findAlarms } from './alarm-store.ts'
import { workOfAll } from './alarm-work.ts'
import { readResponses } from './response-book.ts'
import { decideAcknowledge, decideComment } from './seen-rules.ts'
import { decideShelve, decideUnshelve } from './shelving-rules.ts'

type Request = CommandRequest<'alarm.bulk'>

export const bulkCommand: CommandHandlers<'alarm.bulk'> = {
  /** One commit. Where nothing can be done at all, it is refused as the first of them would be by itself. */
  'alarm.bulk': async (parts, { id, request, caller, now }) => {
    const asked = new Map(request.alarms.map((one) => [one.id, one.version]))
    const [found, responses] = await Promise.all([findAlarms(parts, [...asked.keys()]), readResponses(parts.sql)])
    const alarms = new Map(found.map((alarm) => [alarm.id, alarm]))
    const judge = await judgeOf(parts, caller, found)
    const [first] = found
    const steps: AlarmStep[] = []
    const left: { id: string; refusal: Refusal }[] = []
    for (const [one, version] of asked) {
      try {
        const alarm = alarms.get(one)
        if (!alarm) throw new Refusal('not-found')
        judge(alarm)
        // A commit has one mode, and what belongs to a drill is done in the drill.
        if (alarm.mode !== first?.mode) throw new Refusal('illegal-move')
        steps.push(moved(alarm, version, request, by(caller.actor, now), { now, responses }))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        left.push({ id: one, refusal: error })
      }
    }
    if (steps.length === 0 && left[0]) throw left[0].refusal
    const outcome: BulkOutcome = { id, version: 1, done: steps.map(({ alarm }) => alarm.id), left: left.map((one) => ({ id: one.id, fault: one.refusal.fault })) }
    return workOfAll(steps, { fact: null, body: outcome }, { move: request.move, alarms: steps.length, left: left.length, reason: request.reason })
  },
}

/** By the communities that occur, each looked up once. */
async function judgeOf(parts: Parts, caller: Caller, found: readonly Alarm[]): Promise<(alarm: Alarm) => void> {
  const communities = [...new Set(found.map(({ community }) => community))]
  const judged = await Promise.all(communities.map(async (community) => [community, await allow(parts, caller, 'alarm.bulk', community).then(() => null, refusalOf)] as const))
  const refusals = new Map(judged)
  return ({ community }) => {
    const refusal = refusals.get(community)
    if (refusal) throw refusal
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

function moved(alarm: Alarm, version: number, { move, until, reason }: Request, who: By, ground: Ground): AlarmStep {
  switch (move) {
    case 'acknowledge':
      return decideAcknowledge(alarm, { version, note: reason }, who)
    case 'comment':
      return decideComment(alarm, { version, note: reason })
    case 'unshelve':
      return decideUnshelve(alarm, { version, reason }, ground)
    case 'shelve':
      // A second person looks at each.
      if (isLifeSafety(alarm)) throw new Refusal('not-allowed', { community: alarm.community })
      return decideShelve(alarm, { version, until: until ?? '', reason }, who)
  }
}
