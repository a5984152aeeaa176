import { createContext, useContext } from 'react'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Order } from '#shared/orders.ts'
import type { Taken } from './local-photos.tsx'
import type { Deed, Said, StepDeed } from './queue-rules.ts'

/** What the hands of this page share. `act` answers whether it was kept; `trouble` is why the last was not. */
export type Hands = {
  act: (order: Order, deed: Deed, said?: Partial<Said>, photos?: readonly Taken[]) => Promise<boolean>
  actStep: (activation: Activation, step: ActivationStep, deed: StepDeed, said?: Partial<Said>, photos?: readonly Taken[]) => Promise<boolean>
  trouble: 'noRoom' | 'noKeeping' | null
  onTrouble: (error: unknown) => void
}

export const HandsContext = createContext<Hands | null>(null)

export function useHands(): Hands {
  const hands = useContext(HandsContext)
  if (!hands) throw new Error('hands belong to a field page')
  return hands
}

export const troubleOf = (error: unknown): 'noRoom' | 'noKeeping' => (error instanceof DOMException && error.name === 'QuotaExceededError' ? 'noRoom' : 'noKeeping')
