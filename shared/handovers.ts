import { z } from 'zod'
import { Bilingual, Id, Instant, Typed } from './text.ts'

export const handoverStates = ['open', 'given', 'taken', 'missed'] as const
export type HandoverState = (typeof handoverStates)[number]
export const handoverMoves = ['give', 'take', 'miss'] as const
export type HandoverMove = (typeof handoverMoves)[number]

/** Giving is the one who goes, taking the one who comes; the room is handed over when it is taken. */
export const handoverTransitions = {
  open: { give: 'given', take: 'taken', miss: 'missed' },
  given: { take: 'taken', miss: 'missed' },
  missed: { give: 'missed', take: 'taken' },
  taken: { give: 'taken' },
} as const satisfies Record<HandoverState, Partial<Record<HandoverMove, HandoverState>>>

/** Minutes after which a shift that nobody took over is an alarm. */
export const handoverMinutes = 15

const Line = z.strictObject({ id: Id, words: Bilingual, dueAt: Instant.nullable() })
export type HandoverLine = z.infer<typeof Line>

/** What the room looks like at the change, written by the system. */
export const HandoverSheet = z.strictObject({
  /** Standing alarms, critical and major. */
  alarms: z.array(Line),
  /** Open orders, urgent and high. */
  orders: z.array(Line),
  /** Alarms that are put aside, each with its end. */
  shelved: z.array(Line),
  plans: z.array(Line),
  /** Open orders whose promise runs out within the next two hours, or has. */
  promises: z.array(Line),
  /** Doors that have been quiet for longer than they should. */
  feeds: z.array(Bilingual),
  /** People marked absent from the shift that begins. */
  absent: z.array(Line),
  /** Counts of what is not listed one by one. */
  counts: z.strictObject({ orders: z.int(), alarms: z.int() }),
})
export type HandoverSheet = z.infer<typeof HandoverSheet>

const Signature = z.strictObject({ by: z.string(), name: z.string(), at: Instant })
const Note = z.strictObject({ by: z.string(), name: z.string(), at: Instant, text: z.string() })

export const Handover = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  /** When the shift changes. */
  at: Instant,
  /** Who is on the roster as duty manager before and after; null: nobody. */
  outgoing: Id.nullable(),
  incoming: Id.nullable(),
  state: z.enum(handoverStates),
  sheet: HandoverSheet,
  notes: z.array(Note),
  given: Signature.nullable(),
  taken: Signature.nullable(),
})
export type Handover = z.infer<typeof Handover>

/** As a screen reads it: with the names of those on the roster, also of who has left since. */
export const NamedHandover = Handover.extend({ outgoingName: Bilingual.nullable(), incomingName: Bilingual.nullable() })
export type NamedHandover = z.infer<typeof NamedHandover>

export const NoteHandover = z.strictObject({ version: z.int().min(1), text: Typed(2000).min(1) })
/** `give` is signed by who goes, `take` by who comes; nobody signs both. */
export const SignHandover = z.strictObject({ version: z.int().min(1), side: z.enum(['give', 'take']) })
