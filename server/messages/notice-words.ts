import type { EscalationLevel, PromiseKind } from '#shared/orders.ts'
import type { Language } from '#shared/text.ts'

export type Level = EscalationLevel
export type NoticeAbout = 'assigned' | 'warned' | 'late' | 'escalated'

const words = {
  zh: {
    kind: { 'respond': '响应', 'arrive': '到场', 'solution': '提出方案', 'finish': '完成', 'close': '关闭', 'call-back': '回访' } satisfies Record<PromiseKind, string>,
    level: { 'assignee': '处理人', 'butler': '管家', 'duty-manager': '值班经理', 'regional-head': '区域负责人' } satisfies Record<Level, string>,
    assigned: '派给您', warned: '时限将到', late: '已超时', escalated: '超时升级', by: '截止', nobody: '无在岗', comma: '，', and: '、', stop: '。',
  },
  en: {
    kind: { 'respond': 'response', 'arrive': 'arrival', 'solution': 'solution', 'finish': 'finish', 'close': 'closing', 'call-back': 'call-back' } satisfies Record<PromiseKind, string>,
    level: { 'assignee': 'assignee', 'butler': 'butler', 'duty-manager': 'duty manager', 'regional-head': 'regional head' } satisfies Record<Level, string>,
    assigned: 'given to you', warned: 'time nearly up', late: 'late', escalated: 'late, escalated to you', by: 'by', nobody: 'nobody on duty as', comma: ', ', and: ', ', stop: '.',
  },
} as const

export type Notice = { about: NoticeAbout; number: string; title: string; community: string; place: string; kind: PromiseKind | null; by: string | null; skipped: readonly Level[] }

/** "【康宁】1121-7Q4K 灯坏了（3 栋 2 单元）：已超时，完成截止 11月22日 18:30。无在岗管家。" `skipped`: levels that nobody holds just now. */
export function noticeText({ about, number, title, community, place, kind, by, skipped }: Notice, language: Language): string {
  const w = words[language]
  const zh = language === 'zh'
  const where = place === '' ? '' : zh ? `（${place}）` : ` (${place})`
  const due = kind && by ? `${w.comma}${w.kind[kind]}${zh ? '' : ' '}${w.by} ${by}` : ''
  return `${zh ? `【${community}】` : `[${community}] `}${number} ${title}${where}${zh ? '：' : ': '}${w[about]}${due}${w.stop}${passedOver(skipped, language)}`
}

/** Levels that nobody holds just now, in a sentence after the others; nothing where all are held. */
export function passedOver(skipped: readonly Level[], language: Language): string {
  const w = words[language]
  const space = language === 'zh' ? '' : ' '
  return skipped.length > 0 ? `${space}${w.nobody}${space}${skipped.map((level) => w.level[level]).join(w.and)}${w.stop}` : ''
}
