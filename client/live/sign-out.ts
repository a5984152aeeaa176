import { useQueryClient } from '@tanstack/react-query'
import { post } from './api.ts'

/** Ends the sign-in of this browser and leads back to the door. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await post('/api/auth/sign-out', {}).catch(() => null)
    client.clear()
    location.reload()
  }
}
