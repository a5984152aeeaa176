import type { Sql } from '#db/client.ts'

/** One of a kind for each pool of connections, made when first asked for. */
export function perPool<T>(make: (sql: Sql) => T): (sql: Sql) => T {
  const made = new WeakMap<Sql & object, { one: T }>()
  return (sql) => {
    const found = made.get(sql) ?? { one: make(sql) }
    made.set(sql, found)
    return found.one
  }
}

type Waiting<V> = { keys: readonly string[]; resolve: (found: ReadonlyMap<string, V>) => void; reject: (error: unknown) => void }

/**
 * Reads for many callers at once: one query is under way, and what is asked meanwhile goes together in the next.
 * A caller never gets what was read before it asked.
 */
export class Gathered<V> {
  private readonly read: (keys: string[]) => Promise<ReadonlyMap<string, V>>
  private waiting: Waiting<V>[] = []
  private reading = false

  constructor(read: (keys: string[]) => Promise<ReadonlyMap<string, V>>) {
    this.read = read
  }

  /** What is there under these keys, and perhaps under others. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, V>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ keys, resolve, reject })
      if (!this.reading) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.reading = true
    while (this.waiting.length > 0) {
      const taken = this.waiting
      this.waiting = []
      try {
        const found = await this.read([...new Set(taken.flatMap(({ keys }) => keys))])
        for (const one of taken) one.resolve(found)
      } catch (error) {
        for (const one of taken) one.reject(error)
      }
    }
    this.reading = false
  }
}
