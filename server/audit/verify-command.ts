import { existsSync } from 'node:fs'
import { CannotGoOn, readArguments, type Said, type Terminal } from '../cli.ts'
import type { Parts } from '../parts.ts'
import { missingGuards, verifyChain } from './chain-store.ts'
import { findingWords } from './finding-words.ts'
import { headsFile, readHeads, type CopiedHeads } from './head-file.ts'
import { copied } from './head-rules.ts'

/** `heads` is null where the installation's own file is meant, if it has one. */
export type VerifyCommand = { heads: string | null; json: boolean }

export function readVerifyCommand(args: string[]): VerifyCommand {
  const { values } = readArguments({ args, options: { heads: { type: 'string' }, json: { type: 'boolean', default: false } }, allowPositionals: false })
  return { heads: values.heads ?? null, json: values.json }
}

/** Findings shown one by one; `--json` tells all. */
const most = 50

/** Says what is wrong and where. Returns whether the audit is sound. */
export async function runVerifyCommand({ heads, json }: VerifyCommand, dataDir: string, parts: Pick<Parts, 'sql' | 'now'>, terminal: Terminal): Promise<boolean> {
  const path = heads ?? (existsSync(headsFile(dataDir)) ? headsFile(dataDir) : null)
  const read = path === null ? { heads: [], unreadable: [] } : await headsOf(path)
  const verdict = await verifyChain(parts.sql, read.heads, parts.now() * 1000)
  const unguarded = await missingGuards(parts.sql)
  const faults = verdict.findings.length + read.unreadable.length + unguarded.length
  const sound = faults === 0
  if (json) {
    const newest = verdict.newest && copied(verdict.newest)
    const told = { sound, ...verdict, newest, headsFile: path, unreadableHeads: read.unreadable, unguarded }
    console.log(JSON.stringify(told))
    return sound
  }
  for (const row of read.unreadable.slice(0, most)) terminal.say({ zh: `${path} 第 ${row} 行不是副本。`, en: `${path}, row ${row}, is not a copied head.` })
  for (const name of unguarded) terminal.say({ zh: `触发器 ${name} 被关闭或删除。`, en: `The trigger ${name} is switched off or gone.` })
  for (const finding of verdict.findings.slice(0, most)) terminal.say(findingWords(finding))
  const more = verdict.findings.length - most
  if (more > 0) terminal.say({ zh: `另有 ${more} 处（--json 显示全部）。`, en: `And ${more} more (--json tells all).` })
  if (path === null) {
    terminal.complain({
      zh: '没有封印副本可比对（--heads 指定文件）：末尾被截去时无法发现。',
      en: 'There are no copied heads to compare with (name a file with --heads): a cut tail would not be seen.',
    })
  }
  terminal.say(sound ? whole(verdict, read) : broken(faults))
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

const whole = ({ lines, seals, newest }: { lines: number; seals: number; newest: { seq: number } | null }, { heads }: CopiedHeads): Said => ({
  zh: `审计完好：${lines} 条记录，${seals} 个封印，至第 ${newest?.seq ?? 0} 条；与 ${heads.length} 个副本一致。`,
  en: `The audit is sound: ${lines} lines under ${seals} seals, up to line ${newest?.seq ?? 0}; ${heads.length} copied heads agree.`,
})

const broken = (faults: number): Said => ({ zh: `审计被改动：${faults} 处。`, en: `The audit is broken in ${faults} ${faults === 1 ? 'place' : 'places'}.` })

