import { useEffect } from 'react'
import { create } from 'zustand'
import type { LonLat } from '#shared/geo.ts'

const remembered = 'watchfloor.field.place'
/** Milliseconds: what is older does not say where somebody stands now. */
const holds = 120_000

/** Where this phone is, for this phone: `on` was chosen here, `denied` by the phone. `at` is its own clock. */
type Where = { on: boolean; denied: boolean; point: LonLat | null; accuracy: number; at: number }

export const useWhere = create<Where>()(() => ({ on: localStorage.getItem(remembered) === 'on', denied: false, point: null, accuracy: 0, at: 0 }))

export const canLocate = 'geolocation' in navigator && window.isSecureContext

export function choosePlace(on: boolean): void {
  localStorage.setItem(remembered, on ? 'on' : 'off')
  useWhere.setState(on ? { on, denied: false } : { on, point: null, at: 0 })
}

/** The point for a deed of now; null where it is not known. */
export function pointNow(): LonLat | null {
  const { on, point, at } = useWhere.getState()
  return on && point && Date.now() - at < holds ? point : null
}

/** Asks the phone where it is while the page is looked at and `wanted`; `precise` where a map shows it. */
export function useLocating(wanted: boolean, precise = false): void {
  const on = useWhere((where) => where.on)
  useEffect(() => {
    if (!on || !wanted || !canLocate) return
    let watch: number | null = null
    const stop = () => {
      if (watch !== null) navigator.geolocation.clearWatch(watch)
      watch = null
    }
    const turn = () => {
      stop()
      if (document.visibilityState !== 'visible') return
      watch = navigator.geolocation.watchPosition(
        ({ coords: { longitude, latitude, accuracy } }) => useWhere.setState({ point: [longitude, latitude], accuracy, at: Date.now(), denied: false }),
        ({ code, PERMISSION_DENIED }) => code === PERMISSION_DENIED && useWhere.setState({ denied: true, point: null }),
        { enableHighAccuracy: precise, maximumAge: precise ? 5_000 : 60_000, timeout: 20_000 },
      )
    }
    turn()
    document.addEventListener('visibilitychange', turn)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', turn)
    }
  }, [on, wanted, precise])
}
