import type { Report } from '#shared/reports.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { csvText } from '../files/csv-writing.ts'
import { eventWords } from './report-words.ts'

const words = {
  timeline: [{ zh: '时间', en: 'Time' }, { zh: '事件', en: 'What' }, { zh: '步骤', en: 'Step' }, { zh: '何人', en: 'By' }, { zh: '说明', en: 'Note' }, { zh: '超时', en: 'Late' }],
  steps: [
    { zh: '步骤', en: 'Step' }, { zh: '第几次', en: 'Round' }, { zh: '处理人', en: 'Who' }, { zh: '开始（分钟）', en: 'Opened (min)' }, { zh: '接令（分钟）', en: 'Accepted (min)' }, { zh: '完成（分钟）', en: 'Done (min)' },
    { zh: '用时（分钟）', en: 'Took (min)' }, { zh: '时限（分钟）', en: 'Limit (min)' }, { zh: '超时', en: 'Late' }, { zh: '原因', en: 'Why' },
  ],
} as const satisfies Record<string, Bilingual[]>
const late: Bilingual = { zh: '超时', en: 'late' }
const system: Bilingual = { zh: '系统', en: 'System' }

/** What happened, and below it each step against its limit. `zone`: of the community. */
export function reportCsv({ timeline, steps, activation }: Report, zone: string, language: Language): string {
  const nameOf = (key: string | null): string => activation.steps.find((step) => step.key === key)?.name[language] ?? key ?? ''
  const when = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const number = (value: number | null): string => (value === null ? '' : String(value))
  return csvText([
    words.timeline.map((word) => word[language]),
    ...timeline.map(({ at, name, step, by, text, late: isLate }) => [
      when.format(new Date(at)), eventWords[name]?.[language] ?? name, nameOf(step), by.kind === 'system' ? system[language] : by.name, text ?? '', isLate ? late[language] : '',
    ]),
    [],
    words.steps.map((word) => word[language]),
    ...steps.map((row) => [
      row.name[language], String(row.round), row.who ?? '', number(row.opened), number(row.accepted), number(row.done), number(row.took), number(row.limit), row.late ? late[language] : '', row.why,
    ]),
  ])
}
