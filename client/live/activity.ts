import { create } from 'zustand'

/** Milliseconds: the server is told at most this often. */
const tellEvery = 60_000
const signs = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const

/** When the server last heard from this browser that somebody is there, by this browser's clock. */
export const useActivity = create<{ toldAt: number }>()(() => ({ toldAt: Date.now() }))

/**
 * Listens for hands and tells, at most once a minute; what is done within that minute is told when it is over, so that the
 * server never thinks longer ago than we do. Other tabs of this browser share one sign-in and hear of it.
 * `tell`: whether the line could take it; what is said minutes later would not be true any more.
 */
export function watchActivity(tell: () => boolean): () => void {
  let later: ReturnType<typeof setTimeout> | null = null
  let next = 0
  const others = new BroadcastChannel('watchfloor.active')
  others.addEventListener('message', ({ data }) => {
    if (typeof data === 'number') useActivity.setState({ toldAt: data })
  })

  const tellNow = () => {
    later = null
    if (!tell()) return
    const toldAt = Date.now()
    next = toldAt + tellEvery
    useActivity.setState({ toldAt })
    others.postMessage(toldAt)
  }
  const sign = () => {
    if (later !== null) return
    const wait = next - Date.now()
    if (wait <= 0) tellNow()
    else later = setTimeout(tellNow, wait)
  }
  for (const name of signs) window.addEventListener(name, sign, { passive: true, capture: true })
  return () => {
    if (later !== null) clearTimeout(later)
    others.close()
    for (const name of signs) window.removeEventListener(name, sign, { capture: true })
  }
}
