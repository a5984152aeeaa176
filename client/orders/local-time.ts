const two = (value: number): string => String(value).padStart(2, '0')

/** An instant as a field of date and time holds it, in the time of this screen. */
export function localField(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The instant that such a field means; null where it holds none. */
export function fieldInstant(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
