import type { Language } from '#shared/text.ts'
import type { Warning } from '#shared/warnings.ts'

type WarningText = Warning['texts'][number]

/** What a warning says in the reader's language, else in English, else in whichever it says first. */
export function textFor(texts: readonly WarningText[], language: Language): WarningText | null {
  const inTongue = (tongue: string) => texts.find((text) => text.language.toLowerCase().split('-')[0] === tongue)
  return inTongue(language) ?? inTongue('en') ?? texts[0] ?? null
}
