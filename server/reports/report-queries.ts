import type { Activation } from '#shared/activations.ts'
import type { Drill, DrillResult, Score } from '#shared/drills.ts'
import { isDrill } from '#shared/modes.ts'
import type { Report } from '#shared/reports.ts'
import type { Language } from '#shared/text.ts'
import { see, type Place } from '../identity/caller.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { reportCsv } from './report-csv.ts'
import { isOfStory, Story } from './report-rules.ts'
import { factsOf, findActivation, findDrill, readChecks, readFindings, readMessages } from './report-store.ts'

/** What came of a drill, as the drills say it. */
export type ResultOf = (drill: Drill, scores: readonly Score[], activation: Activation | null) => DrillResult

export function reportQueries(resultOf: ResultOf): QueryHandlers<'report' | 'reportExport'> {
  return {
    report: async (parts, ask) => reportOf(parts, (await seen(parts, 'report', ask)).activation, ask.language, resultOf),
    reportExport: async (parts, ask) => {
      const { activation, place } = await seen(parts, 'reportExport', ask)
      const report = await reportOf(parts, activation, ask.language, resultOf)
      ask.tell(place.id, { entries: report.timeline.length, steps: report.steps.length })
      return reportCsv(report, place.zone, ask.language)
    },
  }
}

async function seen(parts: Parts, view: 'report' | 'reportExport', { id, caller }: Pick<Ask<'report'>, 'id' | 'caller'>): Promise<{ activation: Activation; place: Place }> {
  const activation = await findActivation(parts, id)
  if (!activation) throw new Refusal('not-found')
  return { activation, place: await see(parts, caller, view, activation.community) }
}

/** Told by its facts; the row stands in where they are gone. */
async function reportOf(parts: Parts, row: Activation, language: Language, resultOf: ResultOf): Promise<Report> {
  const mode = isDrill(row.mode) ? row.mode : null
  const story = new Story(language)
  for await (const fact of factsOf(parts, mode ? [row.id, mode] : [row.id])) if (isOfStory(fact)) story.tell(fact)
  if (!story.activation) story.look(row)
  const activation = story.activation ?? row
  const [held, messages, checks, findings] = await Promise.all([mode ? findDrill(parts, mode) : null, readMessages(parts, row), readChecks(parts, row.id), readFindings(parts, row.id, mode)])
  return {
    activation, drill: held?.drill ?? null, timeline: story.timeline, steps: story.steps, decisions: story.decisions, messages, checks, findings,
    result: held && resultOf(held.drill, held.scores, activation),
  }
}
