import { checklistFor, type Checklist } from '#shared/checklists.ts'
import type { Order } from '#shared/orders.ts'
import type { Parts } from '../parts.ts'
import { Refusal, type FieldError } from '../refusal.ts'
import { checklists } from '#db/schema/checklists.ts'
import { eq } from 'drizzle-orm'

type Finish = { checked: readonly string[]; photos: readonly { kind: string }[] }

/** What a checklist still asks for; empty where the work may be called done. */
export function missing(list: Checklist | null, order: Pick<Order, 'photos'>, finish: Finish): FieldError[] {
  if (!list) return []
  const kinds = new Set([...(order.photos ?? []), ...finish.photos].map(({ kind }) => kind))
  const open = list.items.filter(({ key, must }) => must && !finish.checked.includes(key))
  return [
    ...open.map(({ name }) => ({ field: 'checked', message: { zh: `还未完成：${name.zh}`, en: `Still open: ${name.en}` } })),
    ...(list.photo && !kinds.has('after') ? [{ field: 'photos', message: { zh: '需要一张完工照片', en: 'A photo of the finished work is needed' } }] : []),
    ...(list.signature && !kinds.has('signature') ? [{ field: 'photos', message: { zh: '需要住户签名', en: 'The resident has to sign' } }] : []),
  ]
}

export async function checkFinish(parts: Pick<Parts, 'db'>, order: Order, finish: Finish): Promise<void> {
  const rows = await parts.db.select().from(checklists).where(eq(checklists.category, order.category))
  const errors = missing(checklistFor(rows, order), order, finish)
  if (errors.length > 0) throw new Refusal('invalid', { errors })
}
