import { reached, type Line, type Result } from './result.ts'

const heads = ['', 'floor', 'ours', 'ratio', 'promised', 'reached']

/** The result as text, columns aligned. */
export function tableOf(result: Result): string {
  const rows = [heads, ...result.lines.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '))
  const verdict = `${result.promise}: ${reached(result) ? 'reached' : 'NOT reached'}`
  return [`\n${result.promise}  ${result.title}`, ...result.notes.map((note) => `    ${note}`), '', ...lines, verdict].join('\n')
}

function cells({ what, unit, floor, ours, ratio, limit, reached: held }: Line): string[] {
  const said = (value: number | null): string => (value === null ? '' : `${short(value)} ${unit}`)
  return [what, said(floor), said(ours), ratio === null ? '' : `${short(ratio)}x`, limit ?? '', held === null ? '' : held ? 'yes' : 'NO']
}

function short(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
