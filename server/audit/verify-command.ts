import { existsSync } from 'node:fs'
import { CannotGoOn, readArguments, type Said, type Terminal } from '../cli.ts'
import type { Parts } from '../parts.ts'
import { oddGuards } from './chain-guards.ts'
import type { Copies, Verdict } from './chain-rules.ts'
import { verifyChain } from './chain-store.ts'
import { findingWords, oddityWords } from './finding-words.ts'
import { headsFile, readHeads, type CopiedHeads } from './head-file.ts'
import { copied } from './head-rules.ts'

/** `heads`: files, none where the installation's own is meant, if it has one. */
export type VerifyCommand = { heads: string[]; json: boolean }

export function readVerifyCommand(args: string[]): VerifyCommand {
  const { values } = readArguments({ args, options: { heads: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } }, allowPositionals: false })
  return { heads: values.heads ?? [], json: values.json }
}

/** Findings shown one by one; `--json` tells all. */
const most = 50

/** Says what is wrong and where. Returns whether the audit is sound. */
export async function runVerifyCommand({ heads, json }: VerifyCommand, dataDir: string, parts: Pick<Parts, 'sql' | 'now'>, terminal: Terminal): Promise<boolean> {
  const own = headsFile(dataDir)
  const paths = heads.length === 0 && existsSync(own) ? [own] : heads
  let unreadable: { path: string; row: number }[] = []
  const read = async (): Promise<Copies | null> => {
    const files = await Promise.all(paths.map(async (path) => ({ path, ...(await headsOf(path)) })))
    unreadable = files.flatMap(({ path, unreadable: rows }) => rows.map((row) => ({ path, row })))
    return files.length === 0 ? null : { heads: files.flatMap((file) => file.heads), anchors: files.flatMap((file) => file.anchors) }
  }
  const verdict = await verifyChain(parts.sql, read, parts.now() * 1000)
  const unguarded = await oddGuards(parts.sql)
  const faults = verdict.findings.length + unreadable.length + unguarded.length
  const sound = faults === 0
  if (json) {
    const newest = verdict.newest && copied(verdict.newest)
    const told = { sound, ...verdict, newest, headsFiles: paths, unreadableHeads: unreadable, unguarded }
    console.log(JSON.stringify(told))
    return sound
  }
  for (const { path, row } of unreadable.slice(0, most)) terminal.say({ zh: `${path} 第 ${row} 行不是副本。`, en: `${path}, row ${row}, is not a copied head.` })
  for (const oddity of unguarded.slice(0, most)) terminal.say(oddityWords(oddity))
  for (const finding of verdict.findings.slice(0, most)) terminal.say(findingWords(finding))
  const more = verdict.findings.length - most
  if (more > 0) terminal.say({ zh: `另有 ${more} 处（--json 显示全部）。`, en: `And ${more} more (--json tells all).` })
  if (paths.length === 0) terminal.complain(unwitnessed(verdict.begins))
  terminal.say(sound ? whole(verdict) : broken(faults))
  return sound
}

async function headsOf(path: string): Promise<CopiedHeads> {
  try {
    return await readHeads(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotGoOn(`无法读取 ${path}（${code}）。`, `${path} cannot be read (${code}).`, 2)
  }
}

const unwitnessed = (begins: number): Said => ({
  zh: `没有封印副本可比对（--heads 指定文件）：末尾被截去时无法发现，开头也无法判断${begins > 0 ? `（审计从第 ${begins} 条之后开始）` : ''}。`,
  en: `There are no copied heads to compare with (name a file with --heads): a cut tail would not be seen, and the beginning cannot be judged${begins > 0 ? ` (the audit starts after line ${begins})` : ''}.`,
})

const whole = ({ lines, seals, newest, heads }: Verdict): Said => ({
  zh: `审计完好：${lines} 条记录，${seals} 个封印，至第 ${newest?.seq ?? 0} 条；与 ${heads} 个副本一致。`,
  en: `The audit is sound: ${lines} lines under ${seals} seals, up to line ${newest?.seq ?? 0}; ${heads} copied heads agree.`,
})

const broken = (faults: number): Said => ({ zh: `审计被改动：${faults} 处。`, en: `The audit is broken in ${faults} ${faults === 1 ? 'place' : 'places'}.` })

