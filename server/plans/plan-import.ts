import { plans } from '#db/schema/plans.ts'
import { real } from '#shared/modes.ts'
import { PlanFile, planFormat, type Plan, type PlanContent } from '#shared/plans.ts'
import type { Language } from '#shared/text.ts'
import { allowCompany } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors } from '../problem.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { edenPlans } from './eden-plans.ts'
import { readEdenTable, type EdenTable } from './eden-tables.ts'
import { drafted } from './edition-rules.ts'
import { placed, readPlanFile } from './plan-file.ts'
import { editionsOf, knownSeries } from './plan-store.ts'

type Read = { contents: PlanContent[]; left: string[] }

/** The whole file or nothing of it: each plan becomes a draft. `left`: names of what had nothing to carry out. */
export async function importPlans(parts: Parts, { id, request, caller, now, language = 'zh' }: Call<'plan.import'>): Promise<Work> {
  allowCompany(caller, 'plan.import')
  const series = request.format === 'watchfloor' ? (request.series ?? null) : null
  const { contents, left } = request.format === 'watchfloor' ? { contents: readPlanFile(request.text, language), left: [] } : await readEden(request, language)
  const errors = await strangeBlocks(parts, contents, language)
  if (series && contents.length !== 1) errors.push({ field: 'text', message: messages.one })
  const editions = series ? await editionsOf(parts, series) : []
  if (series && editions.length === 0) errors.push({ field: 'series', message: messages.series })
  if (errors.length > 0) throw new Refusal('invalid', { errors: errors.slice(0, 20) })
  const by = { name: caller.actor.name, now }
  const drafts = contents.map((content, at): Plan => drafted(idFrom('plan.import', id, at), content, { series, editions, by }))
  return {
    changes: drafts.map((body) => change(plans, body, { name: 'plan.drafted', body })),
    reply: { fact: null, body: { id, version: 1, drafts: drafts.map((draft) => draft.id), left } },
    community: null,
    mode: real,
    detail: { format: request.format, plans: drafts.length, ...(series ? { series } : {}) },
  }
}

async function readEden(request: Extract<Call<'plan.import'>['request'], { format: 'eden' }>, language: Language): Promise<Read> {
  const read = async (table: EdenTable) => readEdenTable(table, request[table])
  const [scenarios, tasks, people, assets] = await Promise.all([read('scenarios'), read('tasks'), read('people'), read('assets')])
  const unread = [scenarios, tasks, people, assets].flatMap(({ errors }) => errors)
  if (unread.length > 0) throw new Refusal('invalid', { errors: unread.slice(0, 20) })
  const { plans: contents, left, errors } = edenPlans({ scenarios: scenarios.rows, tasks: tasks.rows, people: people.rows, assets: assets.rows }, request.scene)
  if (errors.length > 0) throw new Refusal('invalid', { errors: errors.slice(0, 20) })
  if (contents.length === 0) throw new Refusal('invalid', { errors: [{ field: 'tasks', message: messages.none }] })
  const file = { format: planFormat, plans: contents }
  const checked = PlanFile.safeParse(file)
  if (!checked.success) throw new Refusal('invalid', { errors: fieldErrors(checked.error, language, file).map((error) => placed(error, language)) })
  return { contents: checked.data.plans, left }
}

/** A block is named by its series: one of another installation leads nowhere. */
async function strangeBlocks(parts: Parts, contents: readonly PlanContent[], language: Language): Promise<FieldError[]> {
  const named = contents.flatMap(({ steps }, plan) => steps.flatMap(({ block }, step) => (block ? [{ block, field: `plans[${plan}].steps[${step}].block` }] : [])))
  const known = await knownSeries(parts, named.map(({ block }) => block))
  return named.filter(({ block }) => !known.has(block)).map(({ field }) => placed({ field, message: messages.block[language] }, language))
}

const messages = {
  one: { zh: '作为新版本导入时，文件中只能有一个预案', en: 'As a new edition, the file must hold exactly one plan' },
  series: { zh: '没有这个预案', en: 'There is no such plan' },
  none: { zh: '没有一个场景有任务', en: 'No scenario has a task' },
  block: { zh: '这里没有所引用的子预案，请先导入它，再改为引用这里的那一个', en: 'The plan that it puts in is not here. Import that first, then refer to the one here' },
} as const
