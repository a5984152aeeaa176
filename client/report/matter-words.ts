import type { KnownMatter } from '#shared/report-codes.ts'
import type { ReportWords } from '../i18n/report.ts'

/** What a matter is called here: in the words of whoever reported it, where those may be shown. */
export const matterWords = (words: ReportWords, { title, category }: Pick<KnownMatter, 'title' | 'category'>): string => title ?? categoryWords(words, category)

export const categoryWords = (words: ReportWords, category: string): string => (words.category as Record<string, string>)[category] ?? category
