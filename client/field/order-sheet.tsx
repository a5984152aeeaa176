import { lazy, Suspense, type ReactNode } from 'react'
import type { Order } from '#shared/orders.ts'
import { CannotSheet } from './cannot-sheet.tsx'
import type { FieldSites } from './field-sites.ts'
import { FinishSheet } from './finish-sheet.tsx'
import { NoteSheet } from './note-sheet.tsx'
import type { SheetKind } from './order-card.tsx'

const MapSheet = lazy(() => import('./map-sheet.tsx'))
const DetailsSheet = lazy(() => import('./details-sheet.tsx'))

/** What was opened for an order. */
export function OrderSheet({ kind, order, sites, contact, onClose }: { kind: SheetKind; order: Order; sites: FieldSites; contact: ReactNode; onClose: () => void }) {
  switch (kind) {
    case 'finish':
      return <FinishSheet order={order} onClose={onClose} />
    case 'cannot':
      return <CannotSheet order={order} onClose={onClose} />
    case 'note':
    case 'photo':
      return <NoteSheet order={order} about={kind} onClose={onClose} />
    case 'map':
      return (
        <Suspense fallback={null}>
          <MapSheet order={order} sites={sites} onClose={onClose} />
        </Suspense>
      )
    case 'details':
      return (
        <Suspense fallback={null}>
          <DetailsSheet order={order} sites={sites} contact={contact} onClose={onClose} />
        </Suspense>
      )
  }
}
