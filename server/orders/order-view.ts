import { getTableColumns } from 'drizzle-orm'
import { orders } from '#db/schema/orders.ts'

const { reporterPhone: _phone, ...columns } = getTableColumns(orders)

/** The columns that an order has on the wire: a row selected by them is an `Order`. The reporter's phone is never read with it. */
export const orderColumns = columns
