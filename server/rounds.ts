import type { Logger } from 'pino'

/** Does something again and again, one round at a time, `pause` milliseconds after the last ended. A round that fails is logged and the next one comes. */
export class Rounds {
  private readonly round: () => Promise<void>
  private readonly pause: number
  private readonly onFailure: (error: unknown) => void
  private timer: NodeJS.Timeout | undefined
  private working: Promise<void> | null = null
  private stopped = false

  /** `trouble` is logged with what was thrown. */
  constructor(pause: number, round: () => Promise<void>, log: Logger, trouble: string) {
    this.pause = pause
    this.round = round
    this.onFailure = (error) => log.warn({ err: error }, trouble)
  }

  /** The first round comes after `first` milliseconds. */
  start(first = this.pause): void {
    if (this.stopped) return
    this.timer = setTimeout(() => {
      this.working = this.round()
        .catch(this.onFailure)
        .finally(() => this.start())
    }, first)
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.working
  }
}
