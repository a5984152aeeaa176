import type { Notice } from '#shared/plans.ts'

/** What the timeline says of a message: both languages, since nobody knows who reads it. */
export const messageNote = ({ to, text }: Pick<Notice, 'to' | 'text'>): string => `${to.zh}：${text.zh} / ${to.en}: ${text.en}`
