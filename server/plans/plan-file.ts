import { PlanFile, planFormat, type PlanContent } from '#shared/plans.ts'
import type { Language } from '#shared/text.ts'
import { fieldErrors } from '../problem.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { contentOf } from './edition-rules.ts'

/** A plan as it leaves: what it says, in the published format, and nothing of who wrote it when. */
export const planFileText = (plan: PlanContent): string => JSON.stringify({ format: planFormat, plans: [contentOf(plan)] }, null, 2)

/**
 * What a plan file says.
 * @throws Refusal invalid, each mistake at its place in the file, at most 20
 */
export function readPlanFile(text: string, language: Language): PlanContent[] {
  const input = jsonOf(text.replace(/^\uFEFF/, ''))
  const read = PlanFile.safeParse(input)
  if (read.success) return read.data.plans
  throw new Refusal('invalid', { errors: fieldErrors(read.error, language, input).map((error) => placed(error, language)) })
}

/** Where in the file a mistake lies, said in words before what is wrong. */
export function placed({ field, message }: { field: string; message: string }, language: Language): FieldError {
  const [, plan, , step] = /^plans\[(\d+)\](\.steps\[(\d+)\])?/.exec(field) ?? []
  if (plan === undefined) return { field, message }
  const nth = Number(plan) + 1
  const where = language === 'zh' ? `第 ${nth} 个预案${step === undefined ? '' : `第 ${Number(step) + 1} 步`}：` : `Plan ${nth}${step === undefined ? '' : `, step ${Number(step) + 1}`}: `
  return { field, message: where + message }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', { errors: [{ field: 'text', message: { zh: '不是格式正确的 JSON，请选择导出的预案文件', en: 'Not well-formed JSON. Choose a plan file that was exported' } }] })
  }
}
