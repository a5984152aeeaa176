import { useEffect } from 'react'
import { isWall } from '../live/identity.ts'
import { startStation } from './station.ts'

/** Of several tabs of one browser one sounds; the next takes over when it closes. Where tabs cannot tell, each does. */
export function useRunningStation(active: boolean): void {
  useEffect(() => {
    if (!active) return
    let end: (() => void) | null = null
    let gone = false
    const run = () => {
      if (!gone) end = startStation()
    }
    const over = new AbortController()
    if ('locks' in navigator) {
      const held = new Promise<void>((letGo) => over.signal.addEventListener('abort', () => letGo()))
      navigator.locks.request(`watchfloor.sound.${isWall ? 'wall' : 'desk'}`, { signal: over.signal }, () => {
        run()
        return held
      }).catch(() => undefined)
    } else run()
    return () => {
      gone = true
      end?.()
      over.abort()
    }
  }, [active])
}
