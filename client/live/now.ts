import { useSyncExternalStore } from 'react'

const samples: number[] = []
const kept = 8
let offset = 0

/** Learns the server's clock from a beat; the least delayed of the newest beats says most. */
export function hearClock(serverAt: number, received: number): void {
  samples.push(serverAt - received)
  if (samples.length > kept) samples.shift()
  offset = Math.max(...samples)
}

/** The server's time, epoch milliseconds: wrong clocks of screens change no countdown. */
export const now = (): number => Date.now() + offset
export const fromLocal = (local: number): number => local + offset

let second = Math.floor(now() / 1000) * 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | null = null

function tick(): void {
  second = Math.floor(now() / 1000) * 1000
  for (const listener of listeners) listener()
  timer = setTimeout(tick, 1000 - (now() % 1000) + 5)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setTimeout(tick, 0)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearTimeout(timer)
    timer = null
  }
}

/** The server's time cut to the second; renders once a second, all users in one pass. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => second)

/** The server's time cut to `every` milliseconds: renders no more often than that. */
export const useEpoch = (every: number): number => useSyncExternalStore(subscribe, () => Math.floor(second / every) * every)
