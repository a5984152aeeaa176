import type { Language } from '#shared/text.ts'
import type { WorkDone } from '#shared/work-done.ts'
import { postWords } from '../files/staff-words.ts'

const heads: Record<Language, readonly string[]> = {
  zh: ['工号', '姓名', '岗位', '完成', '按时', '超时', '已评分', '平均评分', '已回访', '回访满意', '返工', '退单', '平均用时（分钟）', '自', '至'],
  en: ['Code', 'Name', 'Post', 'Done', 'On time', 'Late', 'Rated', 'Mean rating', 'Called back', 'Satisfied', 'Reopened', 'Given back', 'Mean minutes', 'From', 'To'],
}

/** A CSV that spreadsheets open as UTF-8 and in which nothing is carried out. */
export function workDoneCsv(rows: readonly WorkDone[], span: { from: string; to: string }, language: Language): string {
  const lines = rows.map((row) => [
    row.code, row.name[language], postWords[row.post][language], row.done, row.onTime, row.late, row.rated, rounded(row.rating, 2), row.calledBack, row.passed, row.reopened, row.declined,
    rounded(row.minutes, 1), span.from, span.to,
  ])
  return `\ufeff${[heads[language], ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

const rounded = (value: number | null, digits: number): number | string => (value === null ? '' : Number(value.toFixed(digits)))

/** What begins like a formula stays text behind an apostrophe. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^'*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value
  return /[",;\t|\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
