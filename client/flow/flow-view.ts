import type { Point, Size } from './flow-layout.ts'

/** As the chart moves its ground: pixels and a factor. */
export type View = Point & { zoom: number }
const largest = 1.15

/** How much of their own size they have when all of it is shown. */
export const scaleIn = (content: Size, window: Size): number => Math.min(largest, window.width / Math.max(1, content.width), window.height / Math.max(1, content.height))

/** All of it where it can be read at that size (`least` or more); else as much as can be, around `focus`. */
export function viewOf(content: Size, window: Size, focus: Point | undefined, least: number): View {
  const zoom = Math.max(least, scaleIn(content, window))
  return { zoom, x: along(content.width * zoom, window.width, (focus?.x ?? 0) * zoom), y: along(content.height * zoom, window.height, (focus?.y ?? 0) * zoom) }
}

/** Centred where it fits; else `focus` in the middle, but no empty space beyond an end. */
function along(content: number, window: number, focus: number): number {
  if (content <= window) return (window - content) / 2
  return Math.min(0, Math.max(window - content, window / 2 - focus))
}
