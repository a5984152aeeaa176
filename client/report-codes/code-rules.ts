import type { ReportCode } from '#shared/report-codes.ts'

export type Group = { building: string | null; codes: ReportCode[] }

/** Codes by building, those of no building first, a building before its devices; `sortName` gives what they are sorted by. */
export function grouped(codes: readonly ReportCode[], sortName: (code: ReportCode) => string): Group[] {
  const order = new Intl.Collator('zh', { numeric: true }).compare
  const groups = new Map<string | null, ReportCode[]>()
  for (const code of codes) groups.set(code.building, [...(groups.get(code.building) ?? []), code])
  const inside = (a: ReportCode, b: ReportCode) => Number(a.device !== null) - Number(b.device !== null) || order(sortName(a), sortName(b)) || Number(a.revokedAt !== null) - Number(b.revokedAt !== null)
  return [...groups]
    .map(([building, list]) => ({ building, codes: list.toSorted(inside) }))
    .sort((a, b) => Number(a.building !== null) - Number(b.building !== null) || order(nameOf(a, sortName), nameOf(b, sortName)))
}

const nameOf = ({ codes: [first] }: Group, sortName: (code: ReportCode) => string): string => (first ? sortName(first) : '')

/** Whether a code is what somebody looks for: by a part of its name or of its letters, however they are spaced. */
export function fits({ name, code }: Pick<ReportCode, 'name' | 'code'>, sought: string): boolean {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[\s-]/g, '')
  const word = bare(sought)
  return [name.zh, name.en, code].some((text) => bare(text).includes(word))
}

/** A code as it is read aloud: in fours. */
export const spelled = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ')
