import { z } from 'zod'
import { categories, type Category, type OrderState } from './orders.ts'
import { Bilingual, Id, Instant, languages, Typed } from './text.ts'

/** Letters of a code: none that look like another. */
export const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const codeLength = 12

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

/** What is known at a place already; `title` only where it is one of the page's own suggestions. */
export type KnownMatter = { id: string; category: Category; title: string | null; at: string }
/** What the page of a code shows before anything is said: nothing but the place. `zone`: IANA. */
export type ReportPlace = { community: Bilingual; place: Bilingual; zone: string; categories: readonly Category[]; open: KnownMatter[] }

/** Photos of one report, at most. */
export const mostReportPhotos = 4

/** What a resident says on it. The phone is theirs to give or not. */
export const ScannedReport = z.strictObject({
  category: z.enum(categories),
  title: Typed(120).min(1),
  description: Typed(2000).default(''),
  place: Typed(120).default(''),
  reporter: Typed(60).nullish(),
  phone: Typed(30).nullish(),
  photos: z.array(Id).max(mostReportPhotos).default([]),
  language: z.enum(languages).default('zh'),
  /** The same matter as one of those that are known at the place. */
  join: Id.nullish(),
  /** A field that no person sees: what fills it in is a machine. */
  website: z.literal('').default(''),
})
export type ScannedReport = z.infer<typeof ScannedReport>
/** `track`: with it the same page shows how far the report has come. */
export type ScannedReply = { number: string; track: string; respondBy: string }
/** What the page of a report shows: nothing that anybody typed. */
export type TrackedReport = { number: string; community: Bilingual; place: Bilingual; zone: string; category: Category; state: OrderState; reportedAt: string; respondBy: string; responded: boolean; finishBy: string }
