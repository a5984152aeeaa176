import { z } from 'zod'
import { Bilingual, Id, TypedBilingual } from './text.ts'

/** At which turns of an order its residents hear of it. */
export const messageTurns = ['reported', 'accepted', 'on-the-way', 'waiting', 'done', 'closed', 'merged'] as const
export type MessageTurn = (typeof messageTurns)[number]
/** What a template may name, in braces: "{number}". */
export const messageFields = ['number', 'title', 'place', 'community', 'person', 'until'] as const

/** What is said to residents at a turn; null community: the company's. `text` may name the fields above. */
export const MessageTemplate = z.strictObject({ id: Id, version: z.int(), community: Id.nullable(), turn: z.enum(messageTurns), text: Bilingual, enabled: z.boolean() })
export type MessageTemplate = z.infer<typeof MessageTemplate>
export const ChangeTemplate = MessageTemplate.omit({ id: true, version: true }).extend({ text: TypedBilingual, version: z.int().min(1).nullable() })

type Field = (typeof messageFields)[number]
const isField = (name: string): name is Field => (messageFields as readonly string[]).includes(name)

const braces = /\{([^{}]*)\}/g

/** Fields that a text names and that there are none of. */
export const unknownFields = (text: string): string[] => [...new Set([...text.matchAll(braces)].map(([, name = '']) => name).filter((name) => !isField(name)))]

export const filledText = (text: string, values: Record<Field, string>): string => text.replace(braces, (whole, name: string) => (isField(name) ? values[name] : whole))
