/** Spreadsheets carry out what begins like this: an apostrophe before it keeps it text. */
const formula = /^[=+\-@＝＋－＠\t\r]/

/** A CSV (RFC 4180) that spreadsheets open as UTF-8 and in which nothing is carried out. */
export const csvText = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
