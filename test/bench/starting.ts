import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const root = join(import.meta.dirname, '../..')

/** Seconds from `npm start` on an existing data folder, database stopped, to the line that says it is ready. */
export async function secondsToReady(folder: string): Promise<number> {
  const begun = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root, env: { ...process.env, DATA_DIR: folder, PORT: '0', MQTT_PORT: 'off', LOG_LEVEL: 'warn', DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the signal reaches the server as Ctrl-C would.
    detached: true,
  })
  let said = ''
  const ready = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      if (/ready at \S+/.test(said)) resolve((performance.now() - begun) / 1_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code, signal) => reject(new Error(`npm start ended with ${code ?? signal}: ${said.slice(-2_000)}`)))
  })
  const ended = once(child, 'exit')
  try {
    return await ready
  } finally {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
}
