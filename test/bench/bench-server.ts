import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Door } from '#shared/doors.ts'
import { hashOf, newSecret } from '#server/ingest/key-secret.ts'
import type { BenchDatabase } from './bench-database.ts'

const root = join(import.meta.dirname, '../..')

export type BenchServer = { url: string; mqttPort: number; stop(): Promise<void> }

/** The built server with all duties, in a process of its own. */
export async function startServer({ url, folder }: Pick<BenchDatabase, 'url' | 'folder'>): Promise<BenchServer> {
  const mqttPort = await freePort()
  const child = spawn('node', ['dist/server/main.js'], {
    cwd: root, env: { ...process.env, DATA_DIR: join(folder, 'server'), DATABASE_URL: url, PORT: '0', MQTT_PORT: String(mqttPort), LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const [, at] = /ready at (\S+)/.exec(said) ?? []
      if (at) resolve(at)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2_000)}`)))
  })
  return {
    url: address,
    mqttPort,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A key of the company, made past the journal. */
export async function makeKey({ sql }: Pick<BenchDatabase, 'sql'>, doors: readonly Door[], community: string | null = null): Promise<string> {
  const secret = newSecret()
  await sql`insert into machine_key (id, version, name, prefix, hash, community_id, doors, made_at) values (${randomUUID()}, 1, 'bench', ${secret.slice(0, 8)}, ${hashOf(secret)}, ${community}, ${[...doors]}, now())`
  return secret
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
