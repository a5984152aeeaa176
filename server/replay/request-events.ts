import { categories } from '#shared/orders.ts'
import { CannotGoOn, type Said } from '../cli.ts'
import type { CsvFile } from '../files/csv-file.ts'
import { dayOrderOf } from '../files/date-text.ts'
import { chooseColumns, type RequestField } from '../files/request-columns.ts'
import { readRequest, type SourceRequest } from '../files/request-row.ts'
import { digestOf } from '../journal/system.ts'
import type { Event } from './event.ts'

export type RequestEvents = { events: Event[]; rows: number; problems: { line: number; said: Said }[] }
export type Onto = { community: string; zone: string; buildings: readonly string[] }

/** A file of requests as residents of `community` would report them. `buildings`: where each is said to be, by its address; none where empty. */
export async function requestEvents(file: CsvFile, map: ReadonlyMap<RequestField, string>, { community, zone, buildings }: Onto): Promise<RequestEvents> {
  const columns = chooseColumns(file.header, map)
  const { reported } = columns
  if (reported === undefined) {
    throw new CannotGoOn('看不出哪一列是上报时间，请用 --map reported=列名 指明。', 'No column looks like the time of report; name it with --map reported=column.', 2)
  }
  const order = dayOrderOf(file.sample.map((row) => row[reported] ?? ''))
  const reading = { columns, width: file.header.length, zone, order, now: Date.now() }
  const read: RequestEvents = { events: [], rows: 0, problems: [] }
  for await (const record of file.records()) {
    read.rows++
    const row = record.cells ? readRequest(record.cells, reading) : { ok: false as const, problem: record.problem }
    if (row.ok) read.events.push(eventOf(row.request, community, buildings))
    else read.problems.push({ line: record.line, said: row.problem })
  }
  return read
}

function eventOf(request: SourceRequest, community: string, buildings: readonly string[]): Event {
  const { place, priority, title, description, reporter, phone } = request
  const category = request.category ?? categories[6]
  const building = buildings.length === 0 ? null : (buildings[Number.parseInt(digestOf(place || request.key).slice(0, 8), 16) % buildings.length] ?? null)
  return { door: 'requests', at: request.reportedAt / 1000, message: { community, building, place, category, priority, title, description, reporter, phone } }
}
