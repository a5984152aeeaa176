import type { ValueRule } from '#shared/rules.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import type { RuleJudging } from './rule-judging.ts'
import { claimDue, leftOver, lookAgain, seedMissing } from './rule-state-store.ts'
import { rulesInForce } from './rule-store.ts'

const pause = 500

/** What rules say because nothing comes: delays that pass, values that stay away, rules that were changed or switched off. Any number of processes may run it. */
export class RuleWatch {
  private readonly parts: Parts
  private readonly judging: RuleJudging
  private readonly rounds: Rounds
  private readonly known = new Map<string, number>()

  constructor(parts: Parts, judging: RuleJudging) {
    this.parts = parts
    this.judging = judging
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'rules could not be looked at')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  async round(): Promise<void> {
    const { parts } = this
    await this.meetNew([...(await rulesInForce(parts)).values()])
    await this.judging.look([...(await claimDue(parts.sql, parts.now())), ...(await leftOver(parts.sql))])
  }

  /** What stands by a rule as it was is looked at by the rule as it is; who waits for values counts from the last one that there was. */
  private async meetNew(rules: readonly ValueRule[]): Promise<void> {
    const met = rules.filter(({ id, version }) => this.known.get(id) !== version)
    if (met.length === 0) return
    await lookAgain(this.parts.sql, met.map(({ id }) => id), this.parts.now())
    for (const rule of met) if (rule.test.kind === 'missing') await seedMissing(this.parts.sql, rule, this.parts.now())
    for (const { id, version } of met) this.known.set(id, version)
  }
}
