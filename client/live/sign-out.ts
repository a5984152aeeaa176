import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { post, Refused } from './api.ts'
import { dropHeld } from './phone-store.ts'

/** Set from the wish to sign out until the server has heard of it; it outlives the page. */
const owed = 'watchfloor.sign-out'
/** This page is on its way out, or was opened while a sign-out was still to come: it keeps nothing. Other tabs hear of it from the server. */
let leaving = localStorage.getItem(owed) !== null

/** Whether whoever used this page wants to be signed out: nothing that was theirs is shown or kept any more. */
export const isLeaving = (): boolean => leaving

/** Ends the sign-in of this browser and leads back to the door; without a line, as soon as there is one again. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    leaving = true
    localStorage.setItem(owed, '1')
    await finishSignOut().catch(() => forget(client))
  }
}

/** Shows nothing any more but that the sign-out is still to come; asking who is signed in tries it again. */
function forget(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  void client.resetQueries({ queryKey: ['me'] })
}

/** Tells the server what it has not heard yet, and then opens the door anew. @throws Refused while it cannot be reached */
export async function finishSignOut(): Promise<void> {
  if (!leaving) return
  await dropHeld().catch(() => undefined)
  await post('/api/auth/sign-out', {}).catch((error: unknown) => {
    // Any other refusal says that nobody is signed in here.
    const status = (error instanceof Refused && error.problem?.status) || 503
    if (status >= 500 || status === 408 || status === 429) throw error
  })
  localStorage.removeItem(owed)
  location.reload()
}
