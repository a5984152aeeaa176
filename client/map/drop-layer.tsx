import { useEffect } from 'react'
import { useLive } from '../live/live-state.ts'
import { useMay } from '../live/session.ts'
import { draggedOrder, reassign } from '../ui/desk-state.ts'
import { useMap } from './map-context.ts'

/** Pixels round a person within which an order that is let go is meant for them. */
const near = 14

/** An order that is dragged onto a person on the map is given to them, once it was looked at what that does. */
export function DropLayer() {
  const map = useMap()
  const may = useMay()
  useEffect(() => {
    const box = map.getCanvasContainer()
    const under = ({ clientX, clientY }: DragEvent): string | null => {
      const { left, top } = box.getBoundingClientRect()
      const [x, y] = [clientX - left, clientY - top]
      const [found] = map.getLayer('people') ? map.queryRenderedFeatures([[x - near, y - near], [x + near, y + near]], { layers: ['people'] }) : []
      const id: unknown = found?.properties.id
      return typeof id === 'string' ? id : null
    }
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes(draggedOrder)) return
      const person = under(event)
      map.getCanvas().style.cursor = person === null ? '' : 'copy'
      if (person === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'link'
    }
    const drop = (event: DragEvent) => {
      const id = event.dataTransfer?.getData(draggedOrder)
      const person = under(event)
      const order = id ? useLive.getState().picture.order.get(id) : undefined
      if (!order || person === null) return
      event.preventDefault()
      if (may('order.reassign', order.community)) reassign(order.id, person)
    }
    box.addEventListener('dragover', over)
    box.addEventListener('drop', drop)
    return () => {
      box.removeEventListener('dragover', over)
      box.removeEventListener('drop', drop)
    }
  }, [map, may])
  return null
}
