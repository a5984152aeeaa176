import type { StyleSpecification } from 'maplibre-gl'

export const mapFont = 'Noto Sans SC Variable'

/**
 * The page's own font files, for a map that draws its letters with them; each is read only when a letter of its range is needed.
 * They are told by the stylesheet that the page already has, so that their hundred ranges are sent once.
 */
export function fontFaces(): NonNullable<StyleSpecification['font-faces']> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? location.href })))
  const faces = rules.flatMap(({ rule, base }) => {
    if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(mapFont)) return []
    const file = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src'))?.[1]
    const ranges = rule.style.getPropertyValue('unicode-range').split(',').map((range) => range.trim()).filter(Boolean)
    return file && ranges.length > 0 ? [{ url: new URL(file, base).href, 'unicode-range': ranges }] : []
  })
  return { [mapFont]: faces }
}
