import { create } from 'zustand'
import type { LonLat } from '#shared/geo.ts'

type Drawing = {
  /** Whether a map is on this screen that shows one community as it lies, so that an area can be drawn on it. */
  possible: boolean
  /** Who is told the closed ring once it is drawn, or null when it was given up; null: nobody draws. */
  asked: ((ring: LonLat[] | null) => void) | null
}

export const useDrawing = create<Drawing>()(() => ({ possible: false, asked: null }))

/** Asks whoever sits here to draw an area on the map. Resolves to its closed ring, or to null where they gave it up. */
export const drawArea = (): Promise<LonLat[] | null> =>
  new Promise((resolve) => {
    useDrawing.setState({
      asked: (ring) => {
        useDrawing.setState({ asked: null })
        resolve(ring)
      },
    })
  })
