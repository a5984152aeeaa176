import type { DragEvent } from 'react'
import { draggedOrder } from '../ui/desk-state.ts'

/** An order that is dragged can be dropped on a person on the map. */
export function drag({ dataTransfer }: DragEvent, order: string): void {
  dataTransfer.setData(draggedOrder, order)
  dataTransfer.effectAllowed = 'link'
}
