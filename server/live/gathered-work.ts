import { isOutage } from '../outage.ts'

type Waiting<T> = { items: readonly T[]; resolve: () => void; reject: (error: unknown) => void }

/**
 * Works for many callers at once: one batch is under way, and what comes meanwhile goes together in the next. A caller hears when all
 * of its own was done; what one of them brings and cannot be done fails nobody else's.
 */
export class GatheredWork<T> {
  private readonly work: (items: T[]) => Promise<void>
  private readonly most: number
  private waiting: Waiting<T>[] = []
  private working = false

  /** `most`: items after which no further call joins a batch. */
  constructor(most: number, work: (items: T[]) => Promise<void>) {
    this.most = most
    this.work = work
  }

  do(items: readonly T[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject })
      if (!this.working) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.working = true
    // What is asked for in the same breath goes together.
    await Promise.resolve()
    while (this.waiting.length > 0) await this.settle(this.take())
    this.working = false
  }

  private take(): Waiting<T>[] {
    let [calls, items] = [0, 0]
    while (calls < this.waiting.length && (calls === 0 || items < this.most)) items += this.waiting[calls++]?.items.length ?? 0
    return this.waiting.splice(0, calls)
  }

  private async settle(taken: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.work(taken.flatMap(({ items }) => items))
      for (const one of taken) one.resolve()
    } catch (error) {
      if (taken.length === 1 || isOutage(error)) for (const one of taken) one.reject(error)
      else for (const one of taken) await this.settle([one])
    }
  }
}
