import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { WebSocketServer } from 'ws'
import { offeredOrder } from './offered-order.ts'
import { serveSide } from './side.ts'

/*
 * The floor: the least that could be called live. One row per commit, `synchronous_commit=off`, NOTIFY with the row as its
 * payload, a listener that forwards what it hears over plain `ws`. No order, no cursor, no rights, nothing survives a cut.
 */

const url = process.argv[2] ?? ''
const sql = postgres(url, { max: 10, onnotice: () => {}, connection: { synchronous_commit: 'off', application_name: 'floor' } })
await sql`create table if not exists floor_fact (id uuid primary key, at timestamptz not null default now(), body jsonb not null)`

const http = createServer()
const screens = new WebSocketServer({ server: http, perMessageDeflate: false })
http.listen(0, '127.0.0.1')
await once(http, 'listening')
await sql.listen('floor', (payload) => {
  for (const screen of screens.clients) screen.send(payload)
})

async function commit(mark: string): Promise<void> {
  const order = offeredOrder(randomUUID(), randomUUID(), mark)
  const body = JSON.stringify(order)
  await sql`with put as (insert into floor_fact (id, body) values (${order.id}, ${body}::text::jsonb)) select pg_notify('floor', ${body})`
}

serveSide({ port: (http.address() as AddressInfo).port, cookie: '' }, (mark) => void commit(mark), async () => {
  for (const screen of screens.clients) screen.terminate()
  http.close()
  await sql.end({ timeout: 2 })
})
