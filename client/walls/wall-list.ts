import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { ask } from '../live/api.ts'
import { lookEvery } from './wall-rules.ts'

export const wallsQuery = queryOptions({ queryKey: ['walls'], queryFn: () => ask('walls'), refetchInterval: lookEvery })

/** Reads the list again after a change. */
export function useAgain(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries(wallsQuery)
}
