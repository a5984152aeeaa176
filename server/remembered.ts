/** What was looked up a moment ago and may be answered from memory; those who ask meanwhile share one look-up, and one that failed is kept by nobody. */
export class Remembered<V> {
  private readonly known = new Map<string, { until: number; value: Promise<V> }>()
  private readonly span: number
  private readonly most: number

  /** `span`: milliseconds for which an answer counts; `most`: answers held before all that are over, and then all, are let go. */
  constructor(span: number, most: number) {
    this.span = span
    this.most = most
  }

  /** `now` in milliseconds by any clock, the same one every time. */
  get(key: string, now: number, look: () => Promise<V>): Promise<V> {
    const known = this.known.get(key)
    if (known && known.until > now) return known.value
    this.shrink(now)
    const value = look()
    this.known.set(key, { until: now + this.span, value })
    value.catch(() => {
      if (this.known.get(key)?.value === value) this.known.delete(key)
    })
    return value
  }

  forget(): void {
    this.known.clear()
  }

  private shrink(now: number): void {
    if (this.known.size < this.most) return
    for (const [key, { until }] of this.known) if (until <= now) this.known.delete(key)
    if (this.known.size >= this.most) this.known.clear()
  }
}
