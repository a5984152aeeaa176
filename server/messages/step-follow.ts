import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Language } from '#shared/text.ts'
import { idFrom } from '../journal/system.ts'
import type { Follow, Outgoing } from '../outlet/outgoing.ts'
import type { Parts } from '../parts.ts'
import { holdersAt, siteOf, type Holder, type Site } from './duty-store.ts'
import { momentText } from './moment-text.ts'
import { heldLevel } from './notice-rules.ts'
import type { Level } from './notice-words.ts'
import { freshNotice, staffNotices } from './staff-notice.ts'
import { isOfClock, stepNotices, stillSo, type PlanFact, type StepNotice } from './step-notice-rules.ts'
import { staffOf, standingOf, stepsBefore } from './step-notice-store.ts'
import { stepNoticeText } from './step-notice-words.ts'

/**
 * Tells whoever a step of a running plan was given to or sent back to, whomever a late one has come to, and whoever is to command. What
 * is over, accepted or somebody else's by now is not told.
 */
export const followSteps: Follow = async (parts, facts, now) => {
  const recent = facts.filter((fact): fact is PlanFact => fact.name.startsWith('activation.') && Date.parse(fact.at) > now - freshNotice)
  return (await Promise.all(recent.map((fact) => noticesOf(parts, fact, now)))).flat()
}

async function noticesOf({ sql }: Parts, fact: PlanFact, now: number): Promise<Outgoing[]> {
  const { body: activation, id } = fact
  const { community, building } = activation
  const notices = stepNotices(fact, isOfClock(fact) ? await stepsBefore(sql, activation) : [])
  if (notices.length === 0) return []
  const held = await standingOf(sql, id)
  const still = held ? notices.flatMap((notice) => stillSo(notice, held) ?? []) : []
  if (still.length === 0) return []
  const persons = still.flatMap(({ to }) => ('person' in to ? [to.person] : []))
  const levels = still.some(({ to }) => 'level' in to)
  const [staff, duty, site] = await Promise.all([staffOf(sql, persons), levels ? holdersAt(sql, { community, assignee: null, now }) : [], siteOf(sql, community, building)])
  return still.flatMap((notice) => {
    const told = toldOf(notice, staff, duty)
    return told ? staffNotices(told.holders, {
      community, mode: fact.mode, about: { activation: id, about: notice.about, steps: notice.steps.map(({ key }) => key) }, id: (who) => idOf(fact, notice, who),
      text: (language) => stepNoticeText({ ...wordsOf(activation, notice, site, language), skipped: told.skipped }, language),
    }) : []
  })
}

/** Null where the one who is meant has left: the step goes on to somebody else. */
function toldOf({ to }: StepNotice, staff: readonly Holder[], duty: readonly Holder[]): { holders: Holder[]; skipped: Level[] } | null {
  if ('level' in to) return heldLevel(duty, to.level) ?? { holders: [], skipped: [] }
  const holders = staff.filter(({ person }) => person === to.person)
  return holders.length > 0 ? { holders, skipped: [] } : null
}

/** By the fact, for a step may be given to the same person again; but nobody hears twice that one is late for the same time, as whatever they are. */
function idOf({ seq, id }: PlanFact, { about, steps: [step] }: StepNotice, who: string): string {
  if (step && (about === 'late' || about === 'escalated')) return idFrom('step late', id, step.key, step.dueAt ?? '', who)
  return idFrom('step', seq, about, who)
}

function wordsOf(activation: Activation, { about, steps }: StepNotice, site: Site | null, language: Language) {
  const due = about === 'given' ? steps.flatMap(({ acceptBy }) => acceptBy ?? []).toSorted()[0] : steps[0]?.dueAt
  return {
    about, drill: isDrill(activation.mode), plan: activation.name, community: site?.name[language] ?? '', place: placeText(activation, site, language),
    step: steps[0]?.name ?? null, count: steps.length, by: due ? momentText(due, site?.zone ?? 'UTC', language) : null,
  }
}

function placeText({ buildings, unit, place }: Activation, site: Site | null, language: Language): string {
  const houses = site?.building?.[language] ?? (buildings ? `${buildings.length} ${language === 'zh' ? '栋楼' : 'buildings'}` : null)
  return [houses, unit && !place.includes(unit) ? unit : null, place].filter(Boolean).join(language === 'zh' ? ' ' : ', ')
}
