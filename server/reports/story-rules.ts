import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Drill } from '#shared/drills.ts'
import type { Fact, FactName } from '#shared/facts.ts'
import type { ReportEntry } from '#shared/reports.ts'
import type { Language } from '#shared/text.ts'

type Pair = { is: ActivationStep; was: ActivationStep | undefined }

/** By what a step shows that a fact was about it. */
const signs: Partial<Record<FactName, (pair: Pair) => boolean>> = {
  'activation.step-accepted': ({ is, was }) => is.acceptedAt != null && was?.acceptedAt == null,
  'activation.step-declined': ({ is, was }) => (is.passedOn?.length ?? 0) > (was?.passedOn?.length ?? 0),
  'activation.step-lapsed': ({ is, was }) => (is.passedOn?.length ?? 0) > (was?.passedOn?.length ?? 0),
  'activation.step-given': ({ is, was }) => is.holder?.person !== was?.holder?.person,
  'activation.step-done': ({ is, was }) => was?.state === 'open' && is.doneBy !== null && (is.state === 'done' || is.state === 'checking'),
  'activation.step-skipped': ({ is, was }) => was?.state === 'open' && is.state === 'skipped',
  'activation.step-checked': ({ is, was }) => was?.state === 'checking' && is.state !== 'checking',
  'activation.step-returned': ({ is, was }) => was?.state === 'checking' && is.state === 'open',
  'activation.step-warned': ({ is, was }) => is.warned === true && was?.warned !== true,
  'activation.step-late': ({ is, was }) => is.late && was?.late !== true,
  'activation.step-escalated': ({ is, was }) => (is.escalation ?? 0) > (was?.escalation ?? 0),
  'activation.step-added': ({ was }) => was === undefined,
}
/** What the system did by itself: carried a step out, or began it once more. */
const byItself = ({ is, was }: Pair): boolean => (is.state === 'done' && was?.state !== 'done') || ((is.round ?? 1) > (was?.round ?? 1) && is.state === 'open')

export type Happened = {
  entries: ReportEntry[]
  /** Steps that were answered with this. */
  answered: ActivationStep[]
}

/** What one fact tells of a plan, by what it looked like before (null: there was nothing). There is always at least one entry. */
export function happened(was: Activation | null, fact: Pick<Fact, 'seq' | 'at' | 'name' | 'by'>, is: Activation, language: Language): Happened {
  const before = new Map(was?.steps.map((step) => [step.key, step]))
  const pairs = is.steps.map((step): Pair => ({ is: step, was: before.get(step.key) })).filter((pair) => JSON.stringify(pair.is) !== JSON.stringify(pair.was))
  const sign = signs[fact.name]
  const own = sign ? pairs.filter(sign) : []
  const further = pairs.filter((pair) => !own.includes(pair) && byItself(pair))
  const entry = (name: FactName, step: ActivationStep | null, text: string): ReportEntry => ({
    seq: fact.seq, at: fact.at, name, by: fact.by, step: step?.key ?? null, text: text || null, late: name === 'activation.late' || (step?.late ?? false),
  })
  const first = own.length > 0 ? own.map((pair) => entry(fact.name, pair.is, told([ofStep(fact.name, pair.is, language), ...notesOf(was, is, pair.is.key)]))) : [{ ...entry(fact.name, null, ofPlan(was, fact.name, is, language)), step: aboutOf(was, is) }]
  const more = further.map((pair) => entry('activation.advanced', pair.is, ''))
  // Where the system went on, the steps themselves say how.
  const entries = fact.name === 'activation.advanced' && more.length > 0 ? more : [...first, ...more]
  return { entries, answered: pairs.filter((pair) => pair.is.answer != null && pair.is.state === 'done' && pair.was?.state !== 'done').map((pair) => pair.is) }
}

function ofStep(name: FactName, { note, holder, answer, answers }: ActivationStep, language: Language): string {
  if (name === 'activation.step-declined' || name === 'activation.step-lapsed' || name === 'activation.step-given' || name === 'activation.step-accepted') return holder?.name[language] ?? ''
  if (name === 'activation.step-warned' || name === 'activation.step-late' || name === 'activation.step-escalated') return ''
  const said = answers?.find(({ key }) => key === answer)?.name[language]
  return told([said, note])
}

function ofPlan(was: Activation | null, name: FactName, is: Activation, language: Language): string {
  switch (name) {
    case 'activation.asked':
      return is.reason
    case 'activation.started':
      return told([is.reason, ...notesOf(was, is)])
    case 'activation.handed-over':
      return told([is.commander, ...notesOf(was, is)])
    case 'activation.finished':
      return told([...notesOf(was, is), ...(is.stoodDown ?? [])])
    case 'activation.block-added':
      return told([is.parts?.at(-1)?.name[language], ...notesOf(was, is)])
    case 'activation.requested':
    case 'activation.request-moved':
      return movedRequest(was, is)?.name?.[language] ?? ''
    default:
      return told(notesOf(was, is))
  }
}

/** What a note or a request says that it is about. */
const aboutOf = (was: Activation | null, is: Activation): string | null => newNotes(was, is)[0]?.step ?? movedRequest(was, is)?.step ?? null

const newNotes = (was: Activation | null, { notes }: Activation) => (notes ?? []).filter(({ id }) => !was?.notes?.some((one) => one.id === id))

/** `about`: only what is about that one. */
const notesOf = (was: Activation | null, is: Activation, about?: string): string[] => newNotes(was, is).filter(({ step }) => !about || step === about).map(({ text }) => text)
const told = (texts: readonly (string | undefined)[]): string => texts.filter(Boolean).join(' · ')

const movedRequest = (was: Activation | null, { requests }: Activation) =>
  (requests ?? []).find((request) => JSON.stringify(request) !== JSON.stringify(was?.requests?.find(({ key }) => key === request.key)))

/** What one fact tells of a drill. */
export function drillHappened(was: Drill | null, fact: Pick<Fact, 'seq' | 'at' | 'name' | 'by'>, is: Drill, language: Language): ReportEntry {
  const injected = (is.injects ?? []).filter(({ key, at }) => at != null && was?.injects?.find((one) => one.key === key)?.at == null)
  const text = fact.name === 'drill.injected' ? told(injected.map((inject) => inject.text[language])) : (is.reason ?? '')
  return { seq: fact.seq, at: fact.at, name: fact.name, by: fact.by, step: null, text: text || null, late: false }
}
