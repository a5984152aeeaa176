import type { RuleTest } from '#shared/rules.ts'
import { judgeClock, judgeValue, type Measured, type RuleChange, type RuleState } from './judge-rules.ts'

/** One alarm that a rule would have raised, epoch milliseconds; `end` null: it would still stand. */
export type Span = { start: number; end: number | null }

/** What a rule would have said of the values of one device. They are handed over as they came: by when they were received, then by their own time. */
export class Trial {
  readonly spans: Span[] = []
  private readonly test: RuleTest
  private state: RuleState | null = null

  constructor(test: RuleTest) {
    this.test = test
  }

  take(measured: Measured): void {
    const { state, changes } = judgeValue(this.test, this.state, measured)
    this.state = state
    changes.forEach((one) => this.note(one))
  }

  /** Nothing more came until now. */
  finish(now: number): void {
    if (this.state) judgeClock(this.test, this.state, now).changes.forEach((one) => this.note(one))
  }

  private note({ change, at }: RuleChange): void {
    const last = this.spans.at(-1)
    if (change === 'raised') this.spans.push({ start: at, end: null })
    else if (last) last.end = at
  }
}

/** Seconds. */
export const lengthOf = ({ start, end }: Span): number | null => (end === null ? null : (end - start) / 1000)
