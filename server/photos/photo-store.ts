import { eq, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { drills } from '#db/schema/drills.ts'
import { orderPhotos, orders, photos } from '#db/schema/orders.ts'
import { real } from '#shared/modes.ts'
import type { Parts } from '../parts.ts'

export type PhotoRow = typeof photos.$inferInsert

/** Beside the journal: a picture is nobody's state before an order names it. */
export async function keepPhoto(parts: Pick<Parts, 'db'>, row: PhotoRow): Promise<void> {
  await parts.db.insert(photos).values(row)
}

/** A picture, who handed it in, and the community of the order, running plan or drill that it belongs to; null while it belongs to none. `staged`: it belongs to a drill, or to the plan of one. */
export async function findPhoto(parts: Pick<Parts, 'db'>, id: string, size: 'bytes' | 'small'): Promise<{ picture: Buffer; by: string; community: string | null; staged: boolean } | null> {
  const [row] = await parts.db
    .select({ picture: photos[size], by: photos.by, community: sql<string | null>`coalesce(${orders.community}, ${activations.community}, ${drills.community})`, staged: sql<boolean>`${drills.id} is not null or coalesce(${activations.mode}, ${real}) <> ${real}` })
    .from(photos)
    .leftJoin(orderPhotos, eq(orderPhotos.id, photos.id))
    .leftJoin(orders, eq(orders.id, orderPhotos.order))
    .leftJoin(activations, eq(activations.id, orderPhotos.order))
    .leftJoin(drills, eq(drills.id, orderPhotos.order))
    .where(eq(photos.id, id))
  return row ?? null
}
