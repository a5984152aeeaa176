import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = join(dirname(fileURLToPath(import.meta.url)), '../../dist/server/main.js')

/** The built server as a process of its own, so that it can be killed as the world kills it. It keeps its port. */
export class ServerProcess {
  readonly base: string
  private readonly env: NodeJS.ProcessEnv
  private child: ChildProcess | null = null

  private constructor(port: number, databaseUrl: string, more: NodeJS.ProcessEnv) {
    this.base = `http://127.0.0.1:${port}`
    this.env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), MQTT_PORT: 'off', SECRET: 'x'.repeat(32), LOG_LEVEL: process.env.TEST_LOG ?? 'error', ...more }
  }

  static async start(databaseUrl: string, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), databaseUrl, env)
    await server.begin()
    return server
  }

  /** Resolves when it says that it is ready. */
  begin(): Promise<void> {
    return new Promise((resolve, reject) => {
      let said = ''
      const child = spawn(process.execPath, [main], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] })
      this.child = child
      const hear = (chunk: Buffer): void => {
        said += chunk.toString()
        if (process.env.TEST_LOG) process.stderr.write(chunk)
        if (said.includes('ready at')) resolve()
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2_000)}`)))
    })
  }

  /** `kill -9`, then the same again from the start. A start that fails because the database is away is tried again. */
  async killAndBegin(): Promise<void> {
    await this.end('SIGKILL')
    for (let tries = 0; ; tries++) {
      try {
        return await this.begin()
      } catch (error) {
        if (tries >= 20) throw error
        await new Promise((resume) => setTimeout(resume, 250))
      }
    }
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.child
    this.child = null
    if (!child || child.exitCode !== null) return Promise.resolve(child?.exitCode ?? null)
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code))
      child.kill(signal)
    })
  }

  get pid(): number {
    return this.child?.pid ?? 0
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
