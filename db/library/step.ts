import type { Category, Priority } from '#shared/orders.ts'
import type { Post } from '#shared/people.ts'
import type { Measure, Notice, PlanContent, PlanNeed, PlanStep, StepKind, Trigger } from '#shared/plans.ts'
import type { ResourceKind } from '#shared/resources.ts'

/** Parts that several plans put in: each is a plan of its own. */
export type BlockName = 'ambulance' | 'evacuation' | 'press'
/** As it is written here: a block by its name. */
export type DraftStep = Omit<PlanStep, 'block'> & { block?: BlockName }
export type PlanDraft = Omit<PlanContent, 'steps'> & { steps: DraftStep[] }

type Words = readonly [zh: string, en: string]
/** A step's name, and what is to be done in full. */
type Lines = readonly [name: string, instruction: string]

/** What a step is follows from what it is given: `answers` make it a decision, `wait` a wait and so on; nothing of these, something to do. */
type About = Partial<Pick<PlanStep, 'skill' | 'orElse' | 'must' | 'wait' | 'notify'>> & {
  minutes?: number
  after?: string[]
  /** Only if that decision was answered so. */
  when?: readonly [step: string, answer: string]
  /** The third: which step is begun anew. */
  answers?: Record<string, readonly [zh: string, en: string, back?: string]>
  order?: readonly [Category, Priority, ...Words]
  instruct?: readonly [NonNullable<PlanStep['instruct']>['device'], NonNullable<PlanStep['instruct']>['action']]
  rollCall?: Post[]
  request?: readonly [ResourceKind, number]
  block?: BlockName
  needs?: ('note' | 'photo' | 'second')[]
}

/** At night managers, guards and technicians are there; they stand in for the others. */
const standIns: Partial<Record<Post, Post[]>> = { butler: ['security'], cleaning: ['security', 'repair'], greening: ['cleaning', 'security'], security: ['repair'], repair: ['security'] }

const words = ([zh, en]: Words) => ({ zh, en })
const given = ['answers', 'wait', 'notify', 'order', 'instruct', 'rollCall', 'request', 'block'] as const
const kinds: Record<(typeof given)[number], StepKind> = {
  answers: 'decide', wait: 'wait', notify: 'notify', order: 'order', instruct: 'instruct', rollCall: 'roll-call', request: 'request', block: 'block',
}

/** One line of a plan's table: whose it is, what about it, and its words. */
export function step(key: string, post: Post, about: About, zh: Lines, en: Lines): DraftStep {
  const { minutes = null, after = [], when, answers, order, instruct, request, needs, notify = null, ...rest } = about
  const is = given.find((name) => about[name] !== undefined)
  return {
    key, kind: is ? kinds[is] : 'do', post, name: { zh: zh[0], en: en[0] }, instruction: { zh: zh[1], en: en[1] }, minutes, after, notify, ...rest,
    ...(standIns[post] && { orElse: rest.orElse ?? standIns[post] }),
    ...(when && { when: { step: when[0], answer: when[1] } }),
    ...(answers && { answers: Object.entries(answers).map(([answer, [zhName, enName, back]]) => ({ key: answer, name: { zh: zhName, en: enName }, ...(back && { back }) })) }),
    ...(order && { order: { category: order[0], priority: order[1], title: { zh: order[2], en: order[3] } } }),
    ...(instruct && { instruct: { device: instruct[0], action: instruct[1] } }),
    ...(request && { request: { kind: request[0], amount: request[1] } }),
    ...(needs && { needs: { note: needs.includes('note'), photo: needs.includes('photo'), second: needs.includes('second') } }),
  }
}

/** What is told to whom, by the company's gateway. */
export const tell = (audience: NonNullable<Notice['audience']>, to: Words, text: Words): Notice => ({ to: words(to), text: words(text), audience, way: 'gateway' })
/** The same as a public warning by CAP. */
export const warnPublic = (to: Words, text: Words): Notice => ({ ...tell('residents', to, text), way: 'cap' })

export const onAlarm = (kinds: string[], rule: { severity?: 'critical' | 'major' | 'minor'; count?: number } = {}): Trigger => ({ on: 'alarm', kinds, ...rule })
export const onWords = (...said: string[]): Trigger => ({ on: 'words', words: said })
export const need = (kind: ResourceKind, amount: number, zh?: string, en?: string): PlanNeed => ({ kind, amount, ...(zh && en && { name: { zh, en } }) })
/** `at`: the step whose end is measured, in minutes from the start. */
export const measure = (key: string, zh: string, en: string, at: string | null, minutes: number | null): Measure => ({ key, name: { zh, en }, minutes, step: at })
/** What is looked at before it is stood down. */
export const looked = (...list: Words[]) => list.map(words)
