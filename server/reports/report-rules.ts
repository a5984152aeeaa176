import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Drill } from '#shared/drills.ts'
import type { Fact } from '#shared/facts.ts'
import type { Report, ReportEntry } from '#shared/reports.ts'
import type { Language } from '#shared/text.ts'
import { drillHappened, happened } from './story-rules.ts'

/** Whose facts are told: those of a plan that was carried out, and of its drill. */
export type StoryFact = Fact & { name: `activation.${string}` | `drill.${string}` }
export const isOfStory = (fact: Fact): fact is StoryFact => fact.name.startsWith('activation.') || fact.name.startsWith('drill.')

const minute = 60_000

/** What became of a plan, fact by fact in commit order; the bodies themselves are not kept. */
export class Story {
  activation: Activation | null = null
  readonly timeline: ReportEntry[] = []
  readonly decisions: Report['decisions'] = []
  private readonly language: Language
  private drill: Drill | null = null
  /** Each step in each of its rounds, as it was last seen. */
  private readonly rounds = new Map<string, ActivationStep[]>()
  private readonly notes = new Map<string, Map<string, string>>()

  constructor(language: Language) {
    this.language = language
  }

  tell(fact: StoryFact): void {
    if (isOfDrill(fact)) {
      this.timeline.push(drillHappened(this.drill, fact, fact.body, this.language))
      this.drill = fact.body
      return
    }
    const { entries, answered } = happened(this.activation, fact, fact.body, this.language)
    this.timeline.push(...entries)
    for (const { key, answer, answers, doneBy } of answered) {
      const name = answers?.find((one) => one.key === answer)?.name
      if (name) this.decisions.push({ at: fact.at, step: key, answer: name, by: doneBy ?? fact.by.name })
    }
    this.look(fact.body)
  }

  /** Where there are no facts any more, what there is of it stands for all that was told. */
  look(activation: Activation): void {
    this.activation = activation
    for (const step of activation.steps) {
      const rounds = this.rounds.get(step.key) ?? []
      rounds[(step.round ?? 1) - 1] = step
      this.rounds.set(step.key, rounds)
    }
    for (const { id, step, text } of activation.notes ?? []) {
      if (step) this.notes.set(step, (this.notes.get(step) ?? new Map<string, string>()).set(id, text))
    }
  }

  /** In the order of the plan, each round for itself. */
  get steps(): Report['steps'] {
    const from = Date.parse(this.activation?.startedAt ?? '')
    const order = this.activation?.steps ?? []
    return order.flatMap(({ key }) => (this.rounds.get(key) ?? []).filter((step) => step !== undefined).map((step) => this.row(step, from)))
  }

  private row(step: ActivationStep, from: number): Report['steps'][number] {
    const since = (at: string | null | undefined): number | null => (at ? minutesBetween(from, Date.parse(at)) : null)
    const said = step.late || step.state === 'skipped' ? [step.note, ...(this.notes.get(step.key)?.values() ?? [])] : []
    return {
      key: step.key, round: step.round ?? 1, name: step.name, who: step.doneBy ?? step.holder?.name[this.language] ?? null,
      opened: since(step.openedAt), accepted: since(step.acceptedAt), done: since(step.doneAt),
      took: step.openedAt && step.doneAt ? minutesBetween(Date.parse(step.openedAt), Date.parse(step.doneAt)) : null,
      // Who comes late to check a step does not make it late.
      limit: step.minutes, late: step.late && step.minutes !== null, why: said.filter(Boolean).join(' · '),
    }
  }
}

const isOfDrill = (fact: StoryFact): fact is Fact & { name: `drill.${string}` } => fact.name.startsWith('drill.')

/** To a tenth. */
const minutesBetween = (from: number, to: number): number => Math.round(((to - from) / minute) * 10) / 10
