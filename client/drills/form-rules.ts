import type { CommandInput } from '#shared/commands.ts'
import type { Inject } from '#shared/drills.ts'
import type { Measure } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant (epoch milliseconds) as a field of date and time holds it, in the time of this screen. */
export function localField(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** What was written in one language alone stands for both. */
export function bothOf({ zh, en }: Bilingual): Bilingual {
  const [first, second] = [zh.trim(), en.trim()]
  return { zh: first || second, en: second || first }
}

const isWritten = ({ zh, en }: Bilingual): boolean => Boolean(zh.trim() || en.trim())

/** Lines in which nothing was written are left out. */
export const sentObjectives = (rows: readonly Measure[]): Measure[] =>
  rows.filter(({ name }) => isWritten(name)).map(({ key, name, minutes, step }) => ({ key, name: bothOf(name), minutes: minutes ?? null, step: step ?? null }))

export const sentInjects = (rows: readonly Inject[]): NonNullable<CommandInput<'drill.plan'>['injects']> =>
  rows.filter(({ text }) => isWritten(text)).map(({ key, minutes, kind, text, alarm, photo }) => ({ key, minutes, kind, text: bothOf(text), alarm: kind === 'alarm' ? alarm : null, photo: kind === 'photo' ? (photo ?? null) : null }))
