import type { Bilingual, Language } from '#shared/text.ts'
import { passedOver, type Level } from './notice-words.ts'

export type StepAbout = 'given' | 'returned' | 'late' | 'escalated' | 'command'

export type StepNoticeWords = {
  about: StepAbout; drill: boolean; plan: Bilingual; community: string; place: string
  /** The first step of `count`. */
  step: Bilingual | null; count: number
  /** Until when it is to be accepted, or was to be done, in words. */
  by: string | null; skipped: readonly Level[]
}

/** "【演练】【康宁】爆管（3 栋）：您的步骤「关阀门」等 3 步，请在 11月22日 18:30 前接令。" `skipped`: levels that nobody holds just now. */
export function stepNoticeText({ drill, plan, community, place, skipped, ...said }: StepNoticeWords, language: Language): string {
  const zh = language === 'zh'
  const where = place && (zh ? `（${place}）` : ` (${place})`)
  const head = zh ? `${drill ? '【演练】' : ''}【${community}】${plan.zh}${where}：` : `${drill ? '[DRILL] ' : ''}[${community}] ${plan.en}${where}: `
  return head + (zh ? inChinese(said) : inEnglish(said)) + passedOver(skipped, language)
}

type Said = Pick<StepNoticeWords, 'about' | 'step' | 'count' | 'by'>

function inChinese({ about, step, count, by }: Said): string {
  const name = `「${step?.zh ?? ''}」`
  switch (about) {
    case 'given':
      return `您的步骤${name}${count > 1 ? `等 ${count} 步` : ''}，请${by ? `在 ${by} 前` : ''}接令。`
    case 'returned':
      return `步骤${name}被退回，请重做。`
    case 'late':
    case 'escalated':
      return `步骤${name}${about === 'late' ? '已超时' : '超时升级'}${by ? `，时限 ${by}` : ''}。`
    case 'command':
      return '请您担任指挥。'
  }
}

function inEnglish({ about, step, count, by }: Said): string {
  const name = `“${step?.en ?? ''}”`
  switch (about) {
    case 'given':
      return `your step ${name}${count > 1 ? ` and ${count - 1} more` : ''}, please accept${by ? ` by ${by}` : ''}.`
    case 'returned':
      return `step ${name} was sent back, please do it again.`
    case 'late':
    case 'escalated':
      return `step ${name} is late${about === 'late' ? '' : ', escalated to you'}${by ? `, it was due ${by}` : ''}.`
    case 'command':
      return 'you are in command.'
  }
}
