import { z } from 'zod'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** A name that the product shows in the viewer's language; data from one language carries the same text twice. */
export const Bilingual = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })
export type Bilingual = z.infer<typeof Bilingual>

export const bilingual = (text: string): Bilingual => ({ zh: text, en: text })

/** Text that a person typed: trimmed, no control characters except line breaks and tabs, no half of a surrogate pair (PostgreSQL refuses both). */
export const Typed = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // oxlint-disable-next-line no-control-regex -- the point is to refuse them
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]*$/u)

/** The same in both languages, as a person typed it. */
export const TypedBilingual = z.strictObject({ zh: Typed(200).min(1), en: Typed(200).min(1) })

/** Written small, however it was given: what is derived from an id must not depend on that. */
export const Id = z.uuid().toLowerCase()
export const Instant = z.iso.datetime({ offset: true })

/** The years that anything said from outside may lie in; beyond them JavaScript and PostgreSQL no longer write instants alike. */
const years = { first: 1970, last: 2199 }
const isNear = (said: string): boolean => {
  const year = new Date(said).getUTCFullYear()
  return year >= years.first && year <= years.last
}
const far = { params: { fault: 'far-time' } }

/** What a request may say; what is kept is read as it is. */
export const GivenInstant = Instant.refine(isNear, far)
export const GivenDay = z.iso.date().refine(isNear, far)
/** Such as 2026-12. */
export const GivenMonth = z.string().regex(/^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])$/)
