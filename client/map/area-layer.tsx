import { lazy, Suspense, useEffect } from 'react'
import { useDrawing } from '../ui/drawing-state.ts'
import { usePlaced } from './placing.ts'

const AreaDrawing = lazy(() => import('./area-drawing.tsx'))

/** Says that an area can be drawn here, and lets it be drawn when somebody is asked to. In an atlas nothing lies where it lies. */
export function AreaLayer() {
  const asked = useDrawing((drawing) => drawing.asked)
  const { atlas } = usePlaced()
  useEffect(() => {
    useDrawing.setState({ possible: !atlas })
    return () => {
      useDrawing.getState().asked?.(null)
      useDrawing.setState({ possible: false })
    }
  }, [atlas])
  return (
    asked && (
      <Suspense fallback={null}>
        <AreaDrawing onDone={asked} />
      </Suspense>
    )
  )
}
