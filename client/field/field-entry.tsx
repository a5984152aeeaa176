import { useQueryClient } from '@tanstack/react-query'
import { use, useState, type ReactNode } from 'react'
import { hearClock } from '../live/now.ts'
import { isLeaving } from '../live/sign-out.ts'
import { readHeld } from './held-store.ts'
import { useHeld } from './held-state.ts'

const recalled = isLeaving() ? Promise.resolve(null) : readHeld()

/** Puts what the phone kept where the page looks for it, before anything is asked: so that the page opens where there is no line. */
export default function FieldEntry({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const held = use(recalled)
  useState(() => {
    if (!held) return
    for (const [key, data] of held.queries) client.setQueryData(key, data, { updatedAt: 1 })
    hearClock(Date.now() + held.clock, Date.now())
    useHeld.setState({ held })
  })
  return children
}
