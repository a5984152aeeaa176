import { useRef } from 'react'

/** The newest value seen for `id`, also after it has gone. */
export function useKept<T>(value: T | undefined, id: string): T | undefined {
  const kept = useRef<{ id: string; value: T } | null>(null)
  if (value !== undefined) kept.current = { id, value }
  return kept.current?.id === id ? kept.current.value : undefined
}
