import { and, eq, isNull } from 'drizzle-orm'
import { messageTemplates } from '#db/schema/messages.ts'
import type { MessageTemplate, MessageTurn } from '#shared/messages.ts'
import type { Parts } from '../parts.ts'

export const allTemplates = (parts: Pick<Parts, 'db'>): Promise<MessageTemplate[]> => parts.db.select().from(messageTemplates)

export async function findTemplate(parts: Pick<Parts, 'db'>, community: string | null, turn: MessageTurn): Promise<MessageTemplate | null> {
  const where = community === null ? isNull(messageTemplates.community) : eq(messageTemplates.community, community)
  const [row] = await parts.db.select().from(messageTemplates).where(and(where, eq(messageTemplates.turn, turn)))
  return row ?? null
}
