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

export const Id = z.uuid()
export const Instant = z.iso.datetime({ offset: true })
