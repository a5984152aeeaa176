import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** What the figures were taken on. `loadBefore` above a few tenths means that somebody else was working there too. */
export function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    loadBefore: loadavg()[0] ?? Number.NaN,
  }
}

/** Share of the machine's time since `before` that its host gave to somebody else; null where the system does not say. */
export function stolenShare(before: number[] | null, after: number[] | null): number | null {
  if (!before || !after) return null
  const spent = after.map((ticks, i) => ticks - (before[i] ?? 0))
  const all = spent.reduce((sum, ticks) => sum + ticks, 0)
  return all > 0 ? (spent[7] ?? 0) / all : 0
}

/** user, nice, system, idle, iowait, irq, softirq, steal in ticks, of all cores. */
export function cpuTicks(): number[] | null {
  try {
    const line = /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]
    return line ? line.split(' ').slice(0, 8).map(Number) : null
  } catch {
    return null
  }
}

/** Processor time of these processes so far, in milliseconds; NaN where the system does not say. Linux counts in hundredths of a second. */
export function cpuOf(pids: readonly number[]): number {
  try {
    return pids.reduce((sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return sum + (Number(fields[11]) + Number(fields[12])) * 10
    }, 0)
  } catch {
    return Number.NaN
  }
}
