import { readHead } from './audit/chain-store.ts'
import { copied } from './audit/head-rules.ts'
import { readVerifyCommand, runVerifyCommand } from './audit/verify-command.ts'
import { CannotGoOn, readArguments, runCommand } from './cli.ts'
import { readConfig } from './config.ts'
import { openInstallation, type Opened } from './installation.ts'

const help = {
  zh: `用法：
  npm run audit -- verify [--heads <文件>] [--json]
      检查审计记录是否被改动；--heads 为另存的封印副本（默认 DATA_DIR/audit-heads.jsonl）
  npm run audit -- head
      显示最新的封印，可抄存在别处
  退出码：0 完好，1 被改动，2 命令有误`,
  en: `Usage:
  npm run audit -- verify [--heads <file>] [--json]
      whether the audit was tampered with; --heads: the copies kept elsewhere (DATA_DIR/audit-heads.jsonl otherwise)
  npm run audit -- head
      the newest seal, to be kept elsewhere
  Exit code: 0 sound, 1 broken, 2 asked wrongly`,
}

await runCommand(help, async (terminal) => {
  const [what, ...args] = process.argv.slice(2)
  if (what === undefined || what === '--help' || what === '-h' || args.includes('--help')) return terminal.say(help)
  const run = commandOf(what, args)
  const config = readConfig()
  const open = await openInstallation(config, (line) => terminal.complain({ zh: line, en: line }))
  try {
    await run(open)
  } finally {
    await open.close()
  }

  function commandOf(name: string, given: string[]): (open: Opened) => Promise<void> {
    if (name === 'verify') {
      const command = readVerifyCommand(given)
      return async ({ parts }) => {
        if (!(await runVerifyCommand(command, config.dataDir, parts, terminal))) process.exitCode = 1
      }
    }
    if (name !== 'head') throw new CannotGoOn(`不认识“${name}”，可用 verify 或 head。`, `"${name}" is not known: ask for verify or head.`, 2)
    readArguments({ args: given, options: {}, allowPositionals: false })
    return async ({ parts }) => {
      const head = await readHead(parts.sql)
      if (!head) throw new CannotGoOn('还没有封印。', 'There is no seal yet.')
      console.log(JSON.stringify(copied(head)))
    }
  }
})
