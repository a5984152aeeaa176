import { useEffect, useRef } from 'react'
import type { WallScreen } from '#shared/walls.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { goHome, goOver, goTo, select } from '../ui/desk-state.ts'

/** Loads the page anew when somebody has ordered it since it was loaded, also while the line was cut. */
export function useReloads({ reloads }: WallScreen): void {
  const first = useRef(reloads)
  useEffect(() => {
    if (reloads > first.current) location.reload()
  }, [reloads])
}

/** Shows what the wall is pointed at, as soon as it holds enough to know where that is; then its own picture again. */
export function usePointing({ pointed }: WallScreen): void {
  const sites = useCatalogue()
  const ready = useLive((state) => state.cursor !== null && state.communities !== null) && !sites.loading
  const shown = useRef(false)
  const wanted = JSON.stringify(pointed)
  useEffect(() => {
    if (!ready) return
    const target = JSON.parse(wanted) as WallScreen['pointed']
    if (target?.kind === 'community') {
      select(null)
      goOver(target.id)
    } else if (target) goTo({ kind: target.kind, id: target.id })
    else if (shown.current) {
      select(null)
      goHome()
    }
    shown.current = target !== null
  }, [wanted, ready])
}
