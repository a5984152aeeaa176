/** Milliseconds: two values this far apart that are late by the same, give or take, came from a clock that is wrong, not from a store. */
const apart = 5_000
const same = 3_000

type Late = { by: number; receivedAt: number }

/**
 * Devices whose clock is behind, and always by as much: what they say is of now. What a gateway kept while it was cut off comes faster
 * than it was measured, so it is late by less and less. Held in memory only: after a restart a device is known anew by its second value.
 */
export class SteadyClocks {
  private readonly late = new Map<string, Late>()

  /** Whether a value that came late is of now by a wrong clock. `by`: how late, milliseconds. */
  isSteady(device: string, by: number, receivedAt: number): boolean {
    const before = this.late.get(device)
    if (before && receivedAt - before.receivedAt < apart) return false
    this.late.set(device, { by, receivedAt })
    return before !== undefined && Math.abs(before.by - by) <= same
  }

  /** Its clock is right again. */
  forget(device: string): void {
    this.late.delete(device)
  }
}
