import { createInterface } from 'node:readline'
import type { Cpu, Ready } from './side-process.ts'

/** What the processes of a comparison share: they say where they listen, take lines, tell their processor time, end when told. */
export function serveSide(ready: Ready['ready'], onLine: (line: string) => void, stop: () => Promise<void>): void {
  createInterface({ input: process.stdin }).on('line', onLine)
  process.on('message', () => process.send?.({ cpu: process.cpuUsage() } satisfies Cpu))
  const end = (): void => void stop().then(() => process.exit(0))
  process.on('SIGTERM', end)
  process.on('disconnect', end)
  process.send?.({ ready } satisfies Ready)
}
