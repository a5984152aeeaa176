import type { PlanContent, PlanProblem, PlanStep } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import type { FieldError } from '../refusal.ts'

/** What stands in the way of publishing, at the fields where it is put right. */
export const problemErrors = (content: PlanContent, problems: readonly PlanProblem[]): FieldError[] =>
  problems.filter(({ weight }) => weight === 'error').map((found) => ({ field: fieldOf(content, found), message: words[found.problem](found.about ?? '') }))

function fieldOf({ steps, measures }: PlanContent, { problem, step, about }: PlanProblem): string {
  const keys = steps.map(({ key }) => key)
  if (step === null) {
    const measure = measures.findLastIndex(({ key }) => key === about)
    return measure < 0 ? 'steps' : `measures.${measure}.${problem === 'unknown-step' ? 'step' : 'key'}`
  }
  const at = problem === 'doubled-key' ? keys.lastIndexOf(step) : keys.indexOf(step)
  return `steps.${at}.${partOf(problem, steps[at], about ?? '')}`
}

/** Where in its step a mistake is put right. */
function partOf(problem: PlanProblem['problem'], step: PlanStep | undefined, about: string): string {
  switch (problem) {
    case 'doubled-key':
      return about === '' ? 'key' : 'answers'
    case 'unknown-step':
    case 'not-before':
      return step?.after.includes(about) && problem === 'unknown-step' ? 'after' : step?.when?.step === about ? 'when' : 'answers'
    case 'unanswered':
    case 'unknown-answer':
      return 'when'
    case 'no-way-out':
      return 'answers'
    case 'missing':
      return about
    case 'unknown-block':
    case 'block-in-block':
      return 'block'
    default:
      return 'after'
  }
}

/** What to do about it. */
const words: Record<PlanProblem['problem'], (about: string) => Bilingual> = {
  'doubled-key': (about) => ({ zh: `编号${about ? `“${about}”` : ''}重复，请改其中一个`, en: `The key ${about} is there twice. Change one of them` }),
  'unknown-step': (about) => ({ zh: `没有步骤“${about}”，请改为已有的步骤`, en: `There is no step “${about}”. Name one that there is` }),
  'no-start': () => ({ zh: '没有起始步骤：至少一步的前置步骤应为空', en: 'No step begins: at least one must follow no other' }),
  loop: (about) => ({ zh: `步骤互相等待（${about}），请去掉其中一条先后关系`, en: `These steps wait for each other (${about}). Take one of the lines between them away` }),
  unreachable: () => ({ zh: '此步骤永远不会开始，请改它的前置步骤或条件', en: 'This step can never begin. Change what it follows, or its condition' }),
  'not-before': (about) => ({ zh: `“${about}”不在此步骤之前，请选择在它之前的步骤`, en: `“${about}” does not lie before this step. Choose one that does` }),
  'no-way-out': () => ({ zh: '每个答案都退回，无法继续：请给至少一个答案往下的路', en: 'Every answer goes back. Let at least one lead on' }),
  unanswered: (about) => ({ zh: `“${about}”不是判断步骤，没有答案可依`, en: `“${about}” is no decision and has no answers` }),
  'unknown-answer': (about) => ({ zh: `那个判断没有答案“${about}”，请改为已有的答案`, en: `That decision has no answer “${about}”. Name one that it has` }),
  missing: (about) => ({ zh: `此类步骤需要填写：${about}`, en: `A step of this kind needs: ${about}` }),
  'unknown-block': () => ({ zh: '没有这个已发布的子预案，请先发布它或另选', en: 'There is no such published plan. Publish it first, or choose another' }),
  'block-in-block': () => ({ zh: '子预案里不能再有子预案', en: 'A plan that is put into another cannot hold others itself' }),
  'unheld-post': (about) => ({ zh: `有的班次无人担任：${about}`, en: `On some shift nobody holds: ${about}` }),
  'no-resource': (about) => ({ zh: `没有小区备有：${about}`, en: `No community has: ${about}` }),
  'no-device': (about) => ({ zh: `没有这种设备：${about}`, en: `There is no such device: ${about}` }),
  untranslated: () => ({ zh: '缺少另一种语言的文字', en: 'The words of one language are missing' }),
  'no-limit': () => ({ zh: '没有时限', en: 'It has no time limit' }),
}
