import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState, type RefObject } from 'react'

/** The height of an element in pixels, 0 until it is laid out. */
export function useHeight<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const ref = useRef<T>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, height]
}

/** Whether the wall is one column that scrolls, as on a phone: there a list is as high as its rows, not its rows as many as fit. */
export const useStacked = (): boolean => useMediaQuery('(max-width: 56.25em)', false, { getInitialValueInEffect: false })
