import { createInterface } from 'node:readline'
import type { Ready, Used } from './side-process.ts'

/** What the processes of a comparison share: they say where they listen, take lines, tell what they used, end when told. */
export function serveSide(ready: Ready['ready'], onLine: (line: string) => void, stop: () => Promise<void>, encodings = () => 0): void {
  createInterface({ input: process.stdin }).on('line', onLine)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1_000, encodings: encodings() } satisfies Used)
  })
  const end = (): void => void stop().then(() => process.exit(0))
  process.on('SIGTERM', end)
  process.on('disconnect', end)
  process.send?.({ ready } satisfies Ready)
}
