import { z } from 'zod'
import { categories } from './orders.ts'
import { Bilingual, Id, Instant, Typed } from './text.ts'

/** A code that hangs at a place: whoever scans it reports what is wrong there, without signing in. Null building: the whole community. */
export const ReportCode = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  device: Id.nullable(),
  /** What stands in its address: /r/CODE. */
  code: z.string(),
  /** What its place is called on the page and on the paper. */
  name: Bilingual,
  madeAt: Instant,
  revokedAt: Instant.nullable(),
})
export type ReportCode = z.infer<typeof ReportCode>

/** One code for each place named; `everything`: for each building and device of the community that has none. */
export const IssueReportCodes = z.strictObject({ community: Id, building: Id.nullish(), device: Id.nullish(), everything: z.boolean().default(false) })
export const RevokeReportCode = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })

/** What the page of a code shows before anything is said: nothing but the place. */
export type ReportPlace = { community: Bilingual; place: Bilingual; categories: readonly (typeof categories)[number][]; open: { title: string; state: string }[] }
/** What a resident says on it. The phone is theirs to give or not. */
export const ScannedReport = z.strictObject({
  category: z.enum(categories),
  title: Typed(120).min(1),
  description: Typed(2000).default(''),
  place: Typed(120).default(''),
  reporter: Typed(60).nullish(),
  phone: Typed(30).nullish(),
  photos: z.array(Id).max(4).default([]),
  language: z.enum(['zh', 'en']).default('zh'),
})
/** `track`: with it the same page shows how far the report has come. */
export type ScannedReply = { number: string; track: string; respondBy: string }
