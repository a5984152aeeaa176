import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CannotStart } from '#db/cannot-start.ts'
import type { Language } from '#shared/text.ts'

/** A sentence in both languages; the terminal shows the one of its user. */
export type Said = { zh: string; en: string }

/** A command that cannot go on, in one sentence. Exit code 2: it was asked wrongly; 1: what it was asked for cannot be done. */
export class CannotGoOn extends Error {
  readonly said: Said
  readonly exitCode: 1 | 2

  constructor(zh: string, en: string, exitCode: 1 | 2 = 1) {
    super(en)
    this.said = { zh, en }
    this.exitCode = exitCode
  }
}

export type Terminal = { language: Language; say: (said: Said) => void; complain: (said: Said) => void }

/** Chinese where the terminal's language is Chinese (LC_ALL, LC_MESSAGES, LANG, as ICU reads them), else English. */
const terminalLanguage = (): Language => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en')

/**
 * Runs a command and sets the exit code; it never ends the process itself, so that everything is written.
 * `help` is shown for --help and after a wrong question.
 */
export async function runCommand(help: Said, run: (terminal: Terminal) => Promise<void>): Promise<void> {
  const language = terminalLanguage()
  const terminal: Terminal = { language, say: (said) => console.log(said[language]), complain: (said) => console.error(said[language]) }
  try {
    await run(terminal)
  } catch (error) {
    process.exitCode = error instanceof CannotGoOn ? error.exitCode : 1
    if (error instanceof CannotGoOn) {
      terminal.complain(error.said)
      if (error.exitCode === 2) terminal.complain(help)
    } else if (error instanceof CannotStart) {
      const [en = '', zh = en] = error.message.split('\n')
      terminal.complain({ zh, en })
    } else {
      terminal.complain({ zh: '程序内部错误，未完成：', en: 'An error inside the program; it did not finish:' })
      console.error(error)
    }
  }
}

/** `parseArgs` whose complaint is one sentence. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('. ') : []
    throw new CannotGoOn(`命令参数有误：${first}。`, `${first}.`, 2)
  }
}
