import type { Measured } from './position-store.ts'

const pause = 250
const most = 2_000

type Waiting = { rows: Measured[]; resolve: () => void; reject: (error: unknown) => void }

/** Gathers positions for up to 250 ms or 2,000 rows and stores them together, one batch at a time. */
export class PositionBuffer {
  private readonly store: (batch: readonly Measured[]) => Promise<void>
  private waiting: Waiting[] = []
  private size = 0
  private timer: NodeJS.Timeout | undefined
  private storing = false

  constructor(store: (batch: readonly Measured[]) => Promise<void>) {
    this.store = store
  }

  /** Resolves once these rows are stored, rejects where they were not. */
  add(rows: Measured[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ rows, resolve, reject })
      this.size += rows.length
      if (this.size >= most) void this.flush()
      else this.timer ??= setTimeout(() => void this.flush(), pause)
    })
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.storing) return
    this.storing = true
    const taken = this.waiting
    this.waiting = []
    this.size = 0
    try {
      await this.store(taken.flatMap((one) => one.rows))
      for (const one of taken) one.resolve()
    } catch (error) {
      for (const one of taken) one.reject(error)
    }
    this.storing = false
    if (this.size >= most) void this.flush()
    else if (this.size > 0) this.timer ??= setTimeout(() => void this.flush(), pause)
  }
}
