import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Ready = { ready: { port: number; cookie: string } }
/** Processor time in milliseconds, and how often a frame was encoded, since the process began. */
export type Used = { cpu: number; encodings: number }

/** One side of a comparison: a process that serves, told what to do line by line on its standard input. */
export class SideProcess {
  readonly name: string
  readonly port: number
  readonly cookie: string
  private readonly child: ChildProcess

  private constructor(name: string, child: ChildProcess, { ready }: Ready) {
    this.name = name
    this.child = child
    this.port = ready.port
    this.cookie = ready.cookie
  }

  /** `script` is a file of this folder; `argument` is handed to it. */
  static async start(name: string, script: string, argument: string): Promise<SideProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script), argument], {
      stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
    })
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with ${code}`)
    })
    const ready = (await Promise.race([next(child), ended])) as Ready
    ended.catch(() => {})
    return new SideProcess(name, child, ready)
  }

  tell(lines: string): void {
    this.child.stdin?.write(lines)
  }

  async used(): Promise<Used> {
    this.child.send('used')
    return (await next(this.child)) as Used
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.kill()
    await ended
  }
}

const next = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'message')) as unknown[])[0]
