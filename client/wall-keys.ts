import { useEffect, useRef } from 'react'
import { askToShelve } from './ui/asking-state.ts'
import { useLive } from './live/live-state.ts'
import { useMay, useMayHere } from './live/session.ts'
import { goHome, openDialog, reassign, select, useDesk } from './ui/desk-state.ts'

/** A box that is ticked takes no letters. */
const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !target.matches('[type="checkbox"]')
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.offsetParent !== null)
const focused = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null

function step(by: 1 | -1): void {
  const all = rows()
  const at = all.indexOf(focused() ?? document.body)
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))]
  next?.querySelector<HTMLElement>('[data-row-open]')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Acknowledges the alarm that has the focus or is open; with neither, brings the focus to the first that waits. */
function acknowledge(): void {
  if (bulk('acknowledge')) return
  const sheet = document.querySelector<HTMLButtonElement>('.sheet [data-acknowledge]')
  const row = focused()?.querySelector<HTMLButtonElement>('[data-acknowledge]')
  const button = row ?? sheet
  if (button) return button.click()
  document.querySelector<HTMLElement>('[data-acknowledge]')?.closest('[data-row]')?.querySelector<HTMLElement>('[data-row-open]')?.focus()
}

/** What is marked goes before what has the focus. */
function bulk(move: 'acknowledge' | 'shelve'): boolean {
  const button = document.querySelector<HTMLButtonElement>(`[data-bulk="${move}"]`)
  button?.click()
  return button !== null
}

/** Asks why, and until when, the alarm that has the focus or is open is to be shelved. */
function shelveHere({ may }: Hands): void {
  if (bulk('shelve')) return
  const { selected } = useDesk.getState()
  const id = focused()?.dataset.alarm ?? (selected?.kind === 'alarm' ? selected.id : undefined)
  const alarm = id === undefined ? undefined : useLive.getState().picture.alarm.get(id)
  if (alarm && may('alarm.shelve', alarm.community)) askToShelve(alarm.id)
}

function reassignHere({ may }: Hands): void {
  const { selected } = useDesk.getState()
  const id = focused()?.dataset.order ?? (selected?.kind === 'order' ? selected.id : undefined)
  const order = id === undefined ? undefined : useLive.getState().picture.order.get(id)
  if (order && may('order.reassign', order.community)) reassign(order.id)
}

type Hands = { may: ReturnType<typeof useMay>; here: ReturnType<typeof useMayHere> }

/** What somebody has no hands for does nothing, and the list of keys does not name it. */
const acts: Record<string, (hands: Hands) => void> = {
  j: () => step(1),
  k: () => step(-1),
  a: acknowledge,
  s: shelveHere,
  x: () => focused()?.querySelector<HTMLElement>('input[type="checkbox"]')?.click(),
  r: reassignHere,
  n: ({ here }) => here('order.report') && openDialog({ kind: 'report' }),
  p: ({ here }) => here('activation.start') && openDialog({ kind: 'start' }),
  '0': goHome,
  '?': () => openDialog({ kind: 'help' }),
}

/** The wall's keyboard. Keys mean nothing while somebody types or a dialog is open. */
export function useWallKeys(): void {
  const now: Hands = { may: useMay(), here: useMayHere() }
  const hands = useRef(now)
  hands.current = now
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return openDialog({ kind: 'palette' })
      }
      if (event.key === 'Escape') return useDesk.getState().dialog ? undefined : leave()
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || useDesk.getState().dialog) return
      const act = acts[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act(hands.current)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function leave(): void {
  const { reassigning, selected } = useDesk.getState()
  if (reassigning) useDesk.setState({ reassigning: false })
  else if (selected) select(null)
}
