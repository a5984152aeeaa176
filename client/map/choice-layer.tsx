import { useEffect } from 'react'
import { useDesk } from '../ui/desk-state.ts'
import { useLive } from '../live/live-state.ts'
import { onRestored, tell, useMap } from './map-context.ts'

/** Edges in white the building that is selected, or where the selected thing is. */
export function ChoiceLayer() {
  const map = useMap()
  const selected = useDesk((desk) => desk.selected)
  const building = useLive(({ picture }) => {
    switch (selected?.kind) {
      case 'building':
        return selected.id
      case 'order':
        return picture.order.get(selected.id)?.building ?? null
      case 'alarm':
        return picture.alarm.get(selected.id)?.building ?? null
      case 'activation':
        return picture.activation.get(selected.id)?.building ?? null
      default:
        return null
    }
  })
  useEffect(() => {
    if (!building) return
    const mark = () => tell(map, 'buildings', building, { chosen: true })
    mark()
    const stop = onRestored(map, mark)
    return () => {
      stop()
      tell(map, 'buildings', building, { chosen: false })
    }
  }, [map, building])
  return null
}
