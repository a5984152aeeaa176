import { eq } from 'drizzle-orm'
import { communities } from '#db/schema/sites.ts'
import { CannotGoOn, readArguments, type Terminal } from '../cli.ts'
import { openCsv } from '../files/csv-file.ts'
import type { Parts } from '../parts.ts'
import { importHouseholds, type HouseholdCounts } from './household-import.ts'
import { householdColumns } from './household-row.ts'

const shownProblems = 20

const flags = {
  community: { type: 'string' },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const

export type HouseholdsCommand = { path: string; community: string; encoding: string | undefined; dryRun: boolean }

/** What was asked on the command line. Throws CannotGoOn. */
export function readHouseholdsCommand(args: string[]): HouseholdsCommand {
  const { values, positionals } = readArguments({ args, options: flags, allowPositionals: true, strict: true })
  const [path, ...others] = positionals
  if (!path || others.length > 0) throw new CannotGoOn('请给出一个 CSV 文件。', 'Give one CSV file.', 2)
  if (!values.community) throw new CannotGoOn('请用 --community 给出小区代码。', 'Name the community with --community.', 2)
  return { path, community: values.community, encoding: values.encoding, dryRun: values['dry-run'] }
}

/** Reads the file, compares it with what is on file, and brings it in; with --dry-run it only compares. */
export async function runHouseholdsCommand(command: HouseholdsCommand, open: () => Promise<Parts>, terminal: Terminal): Promise<void> {
  const file = await openCsv(command.path, command.encoding)
  const columns = householdColumns(file.header)
  terminal.say(file.told)
  const parts = await open()
  const [community] = await parts.db.select({ id: communities.id }).from(communities).where(eq(communities.code, command.community))
  if (!community) {
    throw new CannotGoOn(`没有小区“${command.community}”，请先用 import -- site 导入。`, `There is no community "${command.community}"; import its site first (import -- site).`)
  }
  const counts = await importHouseholds(parts, community.id, { records: file.records(), columns, width: file.header.length, dryRun: command.dryRun })
  tellCounts(counts, terminal)
  if (command.dryRun) terminal.say({ zh: '试读完成，没有写入。', en: 'Read only; nothing was written.' })
  else if (counts.rows === counts.problems.length) throw new CannotGoOn('没有一行能导入。', 'Not one row could be imported.')
}

function tellCounts({ rows, made, changed, same, problems }: HouseholdCounts, { say, complain }: Terminal): void {
  for (const { line, said } of problems.slice(0, shownProblems)) complain({ zh: `第 ${line} 行未导入：${said.zh}`, en: `Line ${line} left out: ${said.en}` })
  const more = problems.length - shownProblems
  if (more > 0) complain({ zh: `另有 ${more} 行未导入。`, en: `${more} more rows were left out.` })
  say({
    zh: `共 ${rows} 行：新增 ${made}，更新 ${changed}，未变 ${same}，未导入 ${problems.length}`,
    en: `${rows} rows: ${made} new, ${changed} updated, ${same} unchanged, ${problems.length} left out`,
  })
}
