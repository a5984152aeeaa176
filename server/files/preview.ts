import type { Preview } from '#shared/rosters.ts'
import type { Bilingual, Language } from '#shared/text.ts'

/** One line of a file to be brought in, before it is known who reads about it. */
export type PreviewStep = { line: number; words: string; outcome: Preview['lines'][number]['outcome']; errors: { field: string; message: Bilingual }[] }

export function previewOf(steps: readonly PreviewStep[], language: Language): Preview {
  const lines = steps.map(({ line, words, outcome, errors }) => ({ line, words, outcome, errors: errors.map(({ field, message }) => ({ field, message: message[language] })) }))
  return { lines, ...countsOf(steps) }
}

export function countsOf(steps: readonly PreviewStep[]): { new: number; changed: number; same: number; wrong: number } {
  const counts = { new: 0, changed: 0, same: 0, wrong: 0 }
  for (const { outcome } of steps) counts[outcome]++
  return counts
}

/** What is wrong with the first wrong lines, as a refusal names it: "12.code". */
export const faultsOf = (steps: readonly PreviewStep[]): PreviewStep['errors'] =>
  steps.flatMap(({ line, errors }) => errors.map(({ field, message }) => ({ field: `${line}.${field}`, message }))).slice(0, 20)
