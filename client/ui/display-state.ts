import { create } from 'zustand'
import { distanceScale } from './display-rules.ts'

export type Display = { screenCm: number | null; metres: number | null; theme: 'dark' | 'light' }

const remembered = 'watchfloor.display'
const plain: Display = { screenCm: null, metres: null, theme: 'dark' }
/** Beyond this the panels no longer fit their words; the settings say so by not growing further. */
const largest = 2.2

function recalled(): Display {
  try {
    return { ...plain, ...(JSON.parse(localStorage.getItem(remembered) ?? '{}') as Partial<Display>) }
  } catch {
    return plain
  }
}

export const useDisplay = create<Display>()(recalled)

export function chooseDisplay(display: Display): void {
  localStorage.setItem(remembered, JSON.stringify(display))
  useDisplay.setState(display)
  showDisplay()
}

/** Writes the settings to the document: the theme, and how much larger a rem is for this distance. */
export function showDisplay(): void {
  const { screenCm, metres, theme } = useDisplay.getState()
  const root = document.documentElement
  root.dataset.theme = theme
  root.style.setProperty('--distance', '1')
  const rem = Number.parseFloat(getComputedStyle(root).fontSize)
  const scale = distanceScale((screenCm ?? 0) / 100, metres ?? 0, window.innerHeight, rem)
  root.style.setProperty('--distance', String(Math.min(largest, scale)))
}
