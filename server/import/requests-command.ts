import { CannotGoOn, readArguments, type Terminal } from '../cli.ts'
import { openCsv, type CsvFile } from '../files/csv-file.ts'
import type { CsvRecord } from '../files/csv-records.ts'
import { dayOrderOf } from '../files/date-text.ts'
import { chooseColumns, readMap, requestFields, type Columns, type RequestField } from '../files/request-columns.ts'
import type { Reading } from '../files/request-row.ts'
import type { Parts } from '../parts.ts'
import { CommunityPlaces, type Place } from './community-places.ts'
import type { MakeOrder } from './request-orders.ts'
import { eachRequest, emptyCounts, importRequests, type RequestCounts } from './requests-import.ts'

const flags = {
  community: { type: 'string' },
  map: { type: 'string', multiple: true },
  near: { type: 'string', default: '60' },
  zone: { type: 'string' },
  encoding: { type: 'string' },
  'shift-days': { type: 'string', default: '0' },
  spread: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

export type RequestsCommand = {
  path: string
  community: string | null
  map: Map<RequestField, string>
  near: number
  zone: string | null
  encoding: string | undefined
  shiftDays: number
  spread: boolean
  dryRun: boolean
}

/** What was asked on the command line. Throws CannotGoOn. */
export function readRequestsCommand(args: string[]): RequestsCommand {
  const { values, positionals } = readArguments({ args, options: flags, allowPositionals: true, strict: true })
  const [path, ...others] = positionals
  if (!path || others.length > 0) throw new CannotGoOn('请给出一个 CSV 文件。', 'Give one CSV file.', 2)
  return {
    path,
    community: values.community ?? null,
    map: readMap(values.map ?? []),
    near: whole('near', values.near, 1, 5_000),
    zone: values.zone ?? null,
    encoding: values.encoding,
    shiftDays: whole('shift-days', values['shift-days'], -20_000, 20_000),
    spread: values.spread,
    dryRun: values['dry-run'],
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new CannotGoOn(`--${flag} 应为 ${least} 到 ${most} 的整数。`, `--${flag} is a whole number from ${least} to ${most}.`, 2)
}

/** Reads the file, shows how it was understood, and brings it in. */
export async function runRequestsCommand(command: RequestsCommand, open: () => Promise<Parts>, makeOf: (parts: Parts) => Promise<MakeOrder>, terminal: Terminal): Promise<void> {
  const file = await openCsv(command.path, command.encoding)
  const columns = chooseColumns(file.header, command.map)
  terminal.say(file.told)
  tellColumns(file, columns, terminal)
  if (columns.reported === undefined) {
    throw new CannotGoOn('看不出哪一列是上报时间，请用 --map reported=列名 指明。', 'No column looks like the time of report; name it with --map reported=column.', 2)
  }
  if (columns.kind === undefined && columns.title === undefined && columns.description === undefined) {
    throw new CannotGoOn('看不出哪一列说明是什么事，请用 --map title=列名 指明。', 'No column looks like what a request is about; name it with --map title=column.', 2)
  }
  const counts = emptyCounts()
  if (command.dryRun) {
    const reading = readingOf(file, columns, command.zone ?? machineZone())
    await eachRequest(file.records(), reading, counts, async () => void counts.taken++)
    tellCounts(counts, terminal)
    terminal.say({ zh: '试读完成，没有写入。', en: 'Read only; nothing was written.' })
    return
  }
  const parts = await open()
  const places = await CommunityPlaces.read(parts)
  const community = communityOf(places, command.community)
  const reading = readingOf(file, columns, command.zone ?? community?.zone ?? places.usualZone() ?? machineZone())
  const placing = { community, near: command.near, spread: command.spread && community ? places.buildingsOf(community) : [] }
  const shift = command.shiftDays * 86_400_000
  await importRequests(withProgress(file, counts, terminal), reading, { parts, places, placing, make: await makeOf(parts), shift }, counts)
  tellCounts(counts, terminal)
  if (counts.taken === 0) throw new CannotGoOn('没有一行能导入。', 'Not one row could be imported.')
}

function communityOf(places: CommunityPlaces, code: string | null): Place | null {
  if (code === null) return null
  const found = places.community(code)
  if (found) return found
  throw new CannotGoOn(`没有小区“${code}”，请先用 import -- site 导入。`, `There is no community "${code}"; import its site first (import -- site).`)
}

const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

function readingOf(file: CsvFile, columns: Columns, zone: string): Reading {
  const dates = file.sample.map((row) => row[columns.reported ?? 0] ?? '')
  return { columns, width: file.header.length, zone, order: dayOrderOf(dates), now: Date.now() }
}

async function* withProgress(file: CsvFile, counts: RequestCounts, terminal: Terminal): AsyncGenerator<CsvRecord> {
  let bytes = 0
  const step = 20_000
  for await (const record of file.records((read) => (bytes = read))) {
    yield record
    if (counts.rows > 0 && counts.rows % step === 0) {
      const share = Math.round((bytes / file.bytes) * 100)
      terminal.say({ zh: `已读 ${counts.rows} 行（${share} %）`, en: `${counts.rows} rows read (${share} %)` })
    }
  }
}

/** What a person is called and reached by is repeated on no console. */
const untold: readonly RequestField[] = ['reporter', 'phone']

function tellColumns(file: CsvFile, columns: Columns, { say }: Terminal): void {
  for (const field of requestFields) {
    const at = columns[field]
    if (at === undefined) continue
    const example = untold.includes(field) ? '' : (file.sample.map((row) => row[at] ?? '').find((cell) => cell !== '') ?? '').replace(/\s+/g, ' ').slice(0, 40)
    const line = `  ${field.padEnd(12)} ← ${file.header[at]}${example ? `   (${example})` : ''}`
    say({ zh: line, en: line })
  }
  const unused = file.header.filter((_, at) => !Object.values(columns).includes(at))
  if (unused.length > 0) say({ zh: `  未用的列：${unused.length}（--map 字段=列名 可更改）`, en: `  columns not used: ${unused.length} (change with --map field=column)` })
}

function tellCounts(counts: RequestCounts, { say, complain }: Terminal): void {
  for (const { line, said } of counts.problems) complain({ zh: `第 ${line} 行未导入：${said.zh}`, en: `Line ${line} left out: ${said.en}` })
  const more = counts.refused - counts.problems.length
  if (more > 0) complain({ zh: `另有 ${more} 行未导入。`, en: `${more} more rows were left out.` })
  say({
    zh: `共 ${counts.rows} 行：导入 ${counts.taken}（其中以前已导入 ${counts.before}，已关闭 ${counts.closed}，落在楼栋 ${counts.placed}），未导入 ${counts.refused}`,
    en: `${counts.rows} rows: ${counts.taken} in (${counts.before} of them from before, ${counts.closed} closed, ${counts.placed} at a building), ${counts.refused} left out`,
  })
  const strange = [...counts.withoutWords].toSorted((a, b) => b[1] - a[1])
  if (strange.length === 0) return
  const sum = strange.reduce((total, [, count]) => total + count, 0)
  const most = strange.slice(0, 8).map(([kind, count]) => `${kind} ${count}`).join(', ')
  say({ zh: `${sum} 行的类别无法判断，归入住户服务：${most}`, en: `${sum} rows of unknown kind went to resident service: ${most}` })
}
