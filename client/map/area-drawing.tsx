import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { LonLat } from '#shared/geo.ts'
import '../i18n/plan-run.ts'
import './area-drawing.css'
import { addCorner, ringOf } from './area-rules.ts'
import { useMap } from './map-context.ts'

type At = { x: number; y: number }

/** An area is drawn corner by corner on the map, which still moves under it. A double click or Enter closes it, Escape gives it up. */
export default function AreaDrawing({ onDone }: { onDone: (ring: LonLat[] | null) => void }) {
  const { t } = useTranslation()
  const map = useMap()
  const sheet = useRef<SVGSVGElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const [corners, setCorners] = useState<readonly LonLat[]>([])
  const [pointer, setPointer] = useState<LonLat | null>(null)
  // Where corners lie on the screen follows the map.
  const [, moved] = useState(0)
  const ring = ringOf(corners)
  const latest = useRef({ ring, onDone })
  latest.current = { ring, onDone }

  useEffect(() => {
    const again = () => moved((count) => count + 1)
    map.on('move', again)
    return () => void map.off('move', again)
  }, [map])

  useEffect(() => {
    const svg = sheet.current
    if (!svg) return
    const at = (event: MouseEvent): LonLat => {
      const box = svg.getBoundingClientRect()
      const { lng, lat } = map.unproject([event.clientX - box.left, event.clientY - box.top])
      return [lng, lat]
    }
    // What is clicked here selects nothing beneath; a drag and the wheel still reach the map.
    const click = (event: MouseEvent) => {
      event.stopPropagation()
      setCorners((before) => addCorner(before, at(event)))
    }
    const close = (event: MouseEvent) => {
      event.stopPropagation()
      if (latest.current.ring) latest.current.onDone(latest.current.ring)
    }
    const follow = (event: MouseEvent) => setPointer(at(event))
    svg.addEventListener('click', click)
    svg.addEventListener('dblclick', close)
    svg.addEventListener('mousemove', follow)
    return () => {
      svg.removeEventListener('click', click)
      svg.removeEventListener('dblclick', close)
      svg.removeEventListener('mousemove', follow)
    }
  }, [map])

  useEffect(() => {
    bar.current?.focus()
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current.onDone(null)
      else if (event.key === 'Enter' && latest.current.ring && !(event.target instanceof HTMLButtonElement)) latest.current.onDone(latest.current.ring)
      else if (event.key === 'Backspace') setCorners((before) => before.slice(0, -1))
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [])

  const where = (point: LonLat): At => map.project(point)
  const placed = corners.map(where)
  const line = [...placed, ...(pointer && corners.length > 0 ? [where(pointer)] : [])].map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <>
      {createPortal(
        <svg ref={sheet} className="area-sheet" data-testid="area-drawing" aria-hidden="true">
          <polygon points={line} />
          {placed.map(({ x, y }, index) => (
            <circle key={index} cx={x} cy={y} r="6" />
          ))}
        </svg>,
        map.getCanvasContainer(),
      )}
      {createPortal(
        <div ref={bar} className="area-bar" role="dialog" aria-label={t('run.drawing.title')} tabIndex={-1}>
          <span>{t('run.drawing.how')}</span>
          <span role="status" className="dim">
            {t('run.start.drawn', { count: corners.length })}
          </span>
          <button type="button" className="button" disabled={corners.length === 0} onClick={() => setCorners(corners.slice(0, -1))}>
            {t('run.drawing.undo')}
          </button>
          <button type="button" className="button button-next" disabled={!ring} onClick={() => ring && onDone(ring)}>
            {t('run.drawing.close')}
          </button>
          <button type="button" className="button button-bare" onClick={() => onDone(null)}>
            {t('act.cancel')}
          </button>
        </div>,
        document.body,
      )}
    </>
  )
}
