import { useEffect, useRef, useState, type RefObject } from 'react'
import type { PaddingOptions } from 'maplibre-gl'

const margin = 16
const none: PaddingOptions = { left: margin, right: margin, top: margin, bottom: margin }

/** How much of each side of the wall its panels cover, pixels: the map keeps what matters out of there. */
export function useCover(sheet: boolean): [RefObject<HTMLDivElement | null>, PaddingOptions] {
  const wall = useRef<HTMLDivElement>(null)
  const [padding, setPadding] = useState(none)
  useEffect(() => {
    const root = wall.current
    if (!root) return
    const measure = () => {
      const whole = root.getBoundingClientRect()
      const of = (name: string) => root.querySelector(`[data-cover='${name}']`)?.getBoundingClientRect()
      const [left, right, foot, head] = [of('left'), of('right'), of('foot'), root.querySelector('.wall-head')?.getBoundingClientRect()]
      // Stacked, on a phone, nothing lies over the map.
      const stacked = left && right && left.right > right.left
      const next = stacked || !foot || !head ? none : {
        left: Math.round((left?.right ?? whole.left) - whole.left + margin),
        right: Math.round(whole.right - Math.min(right?.left ?? whole.right, of('sheet')?.left ?? Infinity) + margin),
        top: Math.round(head.bottom - whole.top + margin),
        bottom: Math.round(whole.bottom - foot.top + margin),
      }
      setPadding((held) => (JSON.stringify(held) === JSON.stringify(next) ? held : next))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(root)
    for (const element of root.querySelectorAll('[data-cover]')) observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [sheet])
  return [wall, padding]
}
