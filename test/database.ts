import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { readPostmaster, stopPostmaster } from '#db/postmaster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

const template = 'watchfloor_template'

/** Once a run, for every project that asks: one PostgreSQL in a folder of its own, and one migrated database to copy. */
let running: Promise<{ url: string; stop(): Promise<void> }> | undefined
let users = 0

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users++
  running ??= startTemplate()
  const { url, stop } = await running
  project.provide('databaseUrl', url)
  return async () => {
    users--
    if (users > 0) return
    running = undefined
    await stop()
  }
}

async function startTemplate() {
  const folder = temporaryFolder('database')
  const embedded = await startEmbedded(folder, { port: 0, log: (line) => console.error(line) })
  await statement(embedded.url, `create database ${template}`)
  await migrate(named(embedded.url, template))
  const stop = async (): Promise<void> => {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: embedded.url, stop }
}

/**
 * A migrated database that nobody else sees. `url` is that of a superuser; what runs as the application takes
 * `role: 'watchfloor_app'`. `drop` at the end, with the connections closed or not.
 */
export const freshDatabase = (): Promise<OwnDatabase> => database(template)

/** A database with nothing in it, for tests that migrate. */
export const emptyDatabase = (): Promise<OwnDatabase> => database('template0')

type OwnDatabase = { url: string; drop(): Promise<void> }

async function database(from: string): Promise<OwnDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await statement(server, `create database ${name} template ${from}`)
  return { url: named(server, name), drop: () => statement(server, `drop database if exists ${name} with (force)`) }
}

export type OwnPostgres = {
  url: string
  /** The whole database at once, as in a power cut. Comes back by itself within a second or two, on the same port. */
  kill(): void
  stop(): Promise<void>
}

/** A migrated PostgreSQL of its own, for tests that kill it. It listens on a port of its own and keeps it. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = temporaryFolder('own-database')
  const embedded = await startEmbedded(folder, { port: 0, log: () => {} })
  await migrate(embedded.url)
  const data = join(folder, 'pg18')
  return {
    url: embedded.url,
    kill: () => killPostmaster(data),
    stop: async () => {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `kill -9` of the postmaster; its children end when they notice, as after any crash. */
export function killPostmaster(data: string): void {
  const found = readPostmaster(data)
  if (found) process.kill(found.pid, 'SIGKILL')
}

/** Stops whatever a killed server left running on `data`. */
export async function stopLeftover(data: string): Promise<void> {
  const found = readPostmaster(data)
  if (found) await stopPostmaster(found.pid)
}

/** Below the system's temporary folder, where another account can enter. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `watchfloor-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

async function statement(url: string, text: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(text)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function named(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
