import { create } from 'zustand'

export type Selected = { kind: 'order' | 'alarm' | 'building' | 'person' | 'device' | 'activation'; id: string }
export type Place = { community?: string | undefined; building?: string | undefined; alarm?: string | undefined; device?: string | undefined; place?: string | undefined }
/** Whose orders, or which, are to go to others of their community. */
export type Redistributing = { community: string; from?: string | undefined; orders?: readonly string[] | undefined }
/** Why a plan is started, where that is known. */
export type Occasion = Place & { plan?: string | undefined; reason?: string | undefined }
/** What is done with a plan that runs, with its `step` where it is about one. */
export type RunAct = 'step' | 'stand-down' | 'add-step' | 'add-block' | 'hand-over' | 'note' | 'message' | 'request' | 'abort' | 'refuse'
export type Dialog = ({ kind: 'report' } & Place) | ({ kind: 'start' } & Occasion) | { kind: 'run'; act: RunAct; activation: string; step?: string | undefined } | ({ kind: 'redistribute' } & Redistributing) | { kind: 'help' | 'palette' | 'display' | 'sound' | 'show' | 'handover' }

type Desk = {
  selected: Selected | null
  dialog: Dialog | null
  /** The order sheet shows who could take it. */
  reassigning: boolean
  /** Whom the order was dragged onto. */
  chosen: string | null
  /** Asks the map to go somewhere; a new object each time. */
  flight: { to: Selected } | { over: string } | { home: true } | null
}

export const useDesk = create<Desk>()(() => ({ selected: null, dialog: null, reassigning: false, chosen: null, flight: null }))

export const select = (selected: Selected | null): void => useDesk.setState({ selected, reassigning: false, chosen: null })
/** Opens the sheet and brings the map there. */
export const goTo = (selected: Selected): void => useDesk.setState({ selected, reassigning: false, chosen: null, dialog: null, flight: { to: selected } })
/** Shows a whole community. */
export const goOver = (community: string): void => useDesk.setState({ flight: { over: community } })
export const goHome = (): void => useDesk.setState({ flight: { home: true } })
export const openDialog = (dialog: Dialog | null): void => useDesk.setState({ dialog })
/** Asks whom an order shall go to; `chosen`: who was meant already. */
export const reassign = (id: string, chosen: string | null = null): void => useDesk.setState({ selected: { kind: 'order', id }, reassigning: true, chosen, dialog: null })
/** What a dragged order is known by, wherever it is dropped. */
export const draggedOrder = 'application/x-watchfloor-order'
