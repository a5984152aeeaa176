/**
 * Lets calls that name the same things through one after the other, in the order in which they came, and all others at once.
 * A call waits only for earlier ones, so no two wait for each other.
 */
export class RunQueue {
  private readonly last = new Map<string, Promise<void>>()

  async run<T>(names: ReadonlySet<string>, work: () => Promise<T>): Promise<T> {
    const before = [...names].flatMap((name) => this.last.get(name) ?? [])
    const running = Promise.all(before).then(work)
    const over = running.then(nothing, nothing)
    for (const name of names) this.last.set(name, over)
    try {
      return await running
    } finally {
      for (const name of names) if (this.last.get(name) === over) this.last.delete(name)
    }
  }
}

const nothing = (): void => undefined
