import { create } from 'zustand'
import type { ServerEvents } from '#shared/watch.ts'

/** Why the server let this screen go, as it said last; null where it did not say, or has taken it back since. */
export type Parting = Extract<Parameters<ServerEvents['bye']>[0], 'signed-out' | 'idle' | 'rights-changed'>

export const useParting = create<{ why: Parting | null }>()(() => ({ why: null }))

export const part = (why: Parting | null): void => useParting.setState({ why })
