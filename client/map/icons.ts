import type { Map as MapLibre } from 'maplibre-gl'
import { token } from '../ui/tokens.ts'

type Draw = (context: CanvasRenderingContext2D, size: number) => void

const polygon = (corners: [number, number][]): Draw => (context, size) => {
  context.beginPath()
  for (const [x, y] of corners) context.lineTo(x * size, y * size)
  context.closePath()
}
const round = (radius: number): Draw => (context, size) => {
  context.beginPath()
  context.arc(size / 2, size / 2, radius * size, 0, Math.PI * 2)
}

/** The same shapes as in the lists. */
const shapes: Record<string, { draw: Draw; rem: number }> = {
  critical: { draw: polygon([[0.5, 0.06], [0.94, 0.5], [0.5, 0.94], [0.06, 0.5]]), rem: 1.7 },
  major: { draw: polygon([[0.5, 0.1], [0.94, 0.88], [0.06, 0.88]]), rem: 1.5 },
  minor: { draw: polygon([[0.14, 0.14], [0.86, 0.14], [0.86, 0.86], [0.14, 0.86]]), rem: 1.2 },
  notice: { draw: round(0.36), rem: 1.2 },
  gate: { draw: polygon([[0.2, 0.3], [0.8, 0.3], [0.8, 0.7], [0.2, 0.7]]), rem: 0.7 },
  hydrant: { draw: round(0.3), rem: 0.6 },
  valve: { draw: polygon([[0.15, 0.25], [0.85, 0.75], [0.85, 0.25], [0.15, 0.75]]), rem: 0.8 },
  'equipment-room': { draw: polygon([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]]), rem: 0.8 },
  resource: { draw: round(0.34), rem: 0.9 },
}

/** Draws an icon when the map first asks for it: `alarm-critical-open`, `alarm-major-seen`, `site-gate`, `plan-valve`. */
export function resolveIcons(map: MapLibre, unit: number): void {
  map.setMissingStyleImageResolver((id) => {
    const image = map.hasImage(id) ? null : drawn(id, unit)
    if (image) map.addImage(id, image, { pixelRatio: 2 })
  })
}

function drawn(id: string, unit: number): ImageData | null {
  const [family, ...rest] = id.split('-')
  const open = rest.at(-1) === 'open'
  const name = family === 'alarm' ? rest.slice(0, -1).join('-') : rest.join('-')
  const shape = shapes[name]
  if (!shape) return null
  const size = Math.max(8, Math.round(shape.rem * unit * 2))
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return null
  shape.draw(context, size)
  context.lineJoin = 'round'
  if (family === 'alarm') {
    const colour = token(`--${name}`)
    context.lineWidth = size * 0.16
    context.strokeStyle = token('--map-ground')
    context.stroke()
    context.fillStyle = open && name !== 'notice' ? colour : token('--map-ground')
    context.fill()
    context.lineWidth = size * 0.1
    context.strokeStyle = colour
    context.stroke()
  } else {
    context.lineWidth = size * 0.12
    context.strokeStyle = token('--stale')
    context.fillStyle = family === 'plan' ? token('--text') : token('--map-ground')
    context.fill()
    context.stroke()
  }
  return context.getImageData(0, 0, size, size)
}
