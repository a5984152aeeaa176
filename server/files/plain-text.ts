/** Text as PostgreSQL can hold it and a screen can show it, at most `most` UTF-16 units: no control characters but line breaks and tabs, no half of a surrogate pair. */
export function plainText(text: string, most: number): string {
  // oxlint-disable-next-line no-control-regex -- the point is to drop them
  const shown = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '').trim()
  return shown.slice(0, most).replace(/[\ud800-\udfff]/gu, '').trim()
}

/** The same on one line. */
export const plainLine = (text: string, most: number): string => plainText(text.replace(/\s+/g, ' '), most)
