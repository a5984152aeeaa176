import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type StartOptions = {
  /** Folder of a whole installation; the checkout by default. */
  from?: string
  dataDir: string
  /** 0, the default, takes any free one. */
  port?: number
  env?: NodeJS.ProcessEnv
  /** As after `npm start --`. */
  args?: string[]
  /** Another account than our own, as root only. */
  uid?: number
}

export type ServerProcess = {
  /** Resolves to its address when it answers, to null when it ended instead. */
  ready: Promise<string | null>
  /** All it wrote so far. */
  said(): string
  /** Sends the signal and waits for the end. @returns the exit code, null after a kill */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Resolves when it ends by itself. */
  ended: Promise<number | null>
}

/** Brings dist/ up to date, which takes no time when it is. */
export function buildServer(): void {
  const run = spawnSync(process.execPath, ['server/build.mjs', '--quiet'], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
}

/** The real thing, `node dist/server/main.js`, in a plain environment with LANG=C. */
export function startServer({ from = '.', dataDir, port = 0, env = {}, args = [], uid }: StartOptions): ServerProcess {
  const child = spawn(process.execPath, [join(from, 'dist/server/main.js'), ...args], {
    env: { PATH: process.env.PATH, HOME: dataDir, LANG: 'C', DATA_DIR: dataDir, PORT: String(port), MQTT_PORT: 'off', PROBE_SECONDS: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const lines: string[] = []
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    ready: Promise.race([addressFrom(child, lines), ended.then(() => null)]),
    said: () => lines.join('\n'),
    ended,
    end: async (signal) => {
      child.kill(signal)
      return await ended
    },
  }
}

function addressFrom(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        const address = /ready at (\S+)/.exec(line)?.[1]
        if (address) done(address)
      })
    }
  })
}
