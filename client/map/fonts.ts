import type { StyleSpecification } from 'maplibre-gl'
import ranges from '@fontsource-variable/noto-sans-sc/unicode.json'

export const mapFont = 'Noto Sans SC'

const files = import.meta.glob<string>('../../node_modules/@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2', { query: '?url', import: 'default', eager: true })

/** The files that a map may draw its words with, each read only when a letter of its range is needed. */
export function fontFaces(): NonNullable<StyleSpecification['font-faces']> {
  const faces = Object.entries(files).flatMap(([path, url]) => {
    const subset = /noto-sans-sc-(.+)-wght-normal\.woff2$/.exec(path)?.[1] ?? ''
    const covered: string | undefined = (ranges as Record<string, string>)[/^\d+$/.test(subset) ? `[${subset}]` : subset]
    return covered ? [{ url: new URL(url, location.href).href, 'unicode-range': covered.split(',').map((range) => range.trim()) }] : []
  })
  return { [mapFont]: faces }
}
