import { alarmClockKinds, type AlarmClockKind, type AlarmState } from '#shared/alarms.ts'

export const people = ['li', 'wang'] as const
export type Who = (typeof people)[number]

/** One thing that happens to an alarm. `dead`, `worked`: whether what it hangs on is known to be dead, and whether its device is in a window. */
export type Doing =
  | { what: 'raise' | 'clear' | 'comment' | 'unshelve' | 'reset' | 'suppress' | 'remove' | 'release' }
  | { what: 'acknowledge' | 'own' | 'agree'; who: Who }
  | { what: 'shelve'; who: Who; hours: number }
  | { what: 'dead' | 'worked'; on: boolean }
  | { what: 'wait'; ms: number }

/** Seconds, as the response row has them. */
export type Kind = { kind: string; life: boolean; latching: boolean; clocks: Record<AlarmClockKind, number | null>; escalate: readonly (number | null)[] }

type Clock = { by: number; kept: number | null; late: boolean }

const minute = 60_000

/** What an alarm does, told once more and in other words than the server's: it shares no code with it. */
export class AlarmModel {
  now: number
  rows = 0
  state: AlarmState = 'normal'
  holds = false
  count = 0
  chattering = false
  ack: Who | null = null
  owner: Who | null = null
  fleeting = 0
  level = 0
  until: number | null = null
  wish: { who: Who; at: number; until: number } | null = null
  clocks: Partial<Record<AlarmClockKind, Clock>> = {}
  private dead = false
  private worked = false
  private held = false
  private raises: number[] = []
  private first = 0
  private gone = 0
  private settles = 0
  private since = 0
  private escalatesAt: number | null = null
  private lateAt: number | null = null
  private readonly kind: Kind

  constructor(kind: Kind, now: number) {
    this.kind = kind
    this.now = now
  }

  /** False where it is not possible, and then nothing has changed. */
  act(doing: Doing): boolean {
    switch (doing.what) {
      case 'raise':
        return this.raise()
      case 'clear':
        return this.clear()
      case 'wait':
        return this.wait(this.now + doing.ms)
      case 'dead':
        this.dead = doing.on
        return true
      case 'worked':
        this.worked = doing.on
        return true
      case 'acknowledge':
        if (this.state !== 'unacknowledged' && this.state !== 'returned') return false
        this.state = this.state === 'unacknowledged' ? 'acknowledged' : this.kind.latching ? 'latched' : 'normal'
        this.ack = doing.who
        this.keep('answer')
        return true
      case 'own':
        if (this.state === 'normal' || this.owner === doing.who) return false
        this.owner = doing.who
        this.keep('start')
        return true
      case 'comment':
        return this.rows > 0
      case 'reset':
        if (this.state !== 'latched') return false
        this.state = 'normal'
        return true
      case 'shelve':
        return this.shelve(doing.who, this.now + doing.hours * 60 * minute)
      case 'agree': {
        const { wish } = this
        if (!wish || !this.shelvable() || wish.who === doing.who || this.now >= wish.at + 15 * minute || this.now >= wish.until) return false
        this.aside('shelved')
        this.until = wish.until
        this.wish = null
        return true
      }
      case 'unshelve':
        return this.state === 'shelved' && this.release()
      case 'suppress':
        return !this.kind.life && ['unacknowledged', 'acknowledged', 'returned'].includes(this.state) && this.aside('suppressed')
      case 'remove':
        if (this.kind.life || !this.shelvable()) return false
        this.until = null
        return this.aside('out-of-service')
      case 'release':
        return this.release()
    }
  }

  private raise(): boolean {
    if (this.rows === 0 || (this.state === 'normal' && this.now - this.gone >= minute)) return this.begin()
    if (this.chattering) {
      if (!this.held) this.settles = this.now + minute
      this.held = true
      this.count++
      return true
    }
    const back = !this.holds
    const before = this.state
    this.count++
    this.holds = true
    if (back) this.raises.push(this.now)
    if (before === 'normal') this.state = this.bornAs()
    if (before === 'returned' || before === 'latched') this.state = 'unacknowledged'
    if (this.state === 'unacknowledged' && (before === 'normal' || before === 'latched')) {
      this.ack = null
      if (this.now - this.gone >= minute) {
        this.clocks = {}
        this.owner = null
      }
      this.hear()
    }
    const third = this.raises.at(-3)
    if (back && !this.kind.life && third !== undefined && this.now - third <= minute) {
      this.chattering = this.held = true
      this.settles = this.now + minute
    }
    return true
  }

  private begin(): boolean {
    Object.assign(this, { rows: this.rows + 1, state: this.bornAs(), holds: true, count: 1, ack: null, owner: null, fleeting: 0, level: 0, until: null, wish: null, clocks: {}, escalatesAt: null, lateAt: null, first: this.now, raises: [this.now] })
    if (this.state === 'unacknowledged') this.hear()
    return true
  }

  private bornAs(): AlarmState {
    if (this.kind.life) return 'unacknowledged'
    return this.worked ? 'out-of-service' : this.dead ? 'suppressed' : 'unacknowledged'
  }

  private clear(): boolean {
    if (this.chattering) this.held = false
    else if (this.state !== 'normal' && this.holds) {
      if (this.now - (this.raises.at(-1) ?? 0) < 10_000) this.fleeting++
      this.end()
    }
    return true
  }

  private end(): void {
    this.holds = false
    this.gone = this.now
    if (this.state === 'unacknowledged') this.state = 'returned'
    else if (this.state === 'acknowledged') this.state = this.kind.latching ? 'latched' : 'normal'
  }

  private shelvable(): boolean {
    return this.state !== 'normal' && this.state !== 'out-of-service'
  }

  private shelve(who: Who, until: number): boolean {
    if (!this.shelvable()) return false
    if (this.kind.life) this.wish = { who, at: this.now, until }
    else {
      this.aside('shelved')
      this.until = until
    }
    return true
  }

  private aside(state: AlarmState): boolean {
    this.state = state
    return true
  }

  private release(): boolean {
    if (this.state !== 'shelved' && this.state !== 'suppressed' && this.state !== 'out-of-service') return false
    this.until = null
    this.state = this.holds ? 'unacknowledged' : this.kind.latching ? 'returned' : 'normal'
    if (this.state === 'normal') return true
    this.ack = null
    for (const kind of alarmClockKinds) if (this.clocks[kind] && !this.clocks[kind].late && this.clocks[kind].kept === null) delete this.clocks[kind]
    this.hear()
    return true
  }

  /** The room hears it from now on. */
  private hear(): void {
    for (const kind of alarmClockKinds) {
      const seconds = this.kind.clocks[kind]
      if (seconds && !this.clocks[kind]) this.clocks[kind] = { by: this.now + seconds * 1000, kept: null, late: false }
    }
    this.since = this.now
    this.level = 0
    this.escalate()
    this.arm()
  }

  private escalate(): void {
    const next = this.kind.escalate.findIndex((seconds, i) => i >= this.level && seconds !== null)
    const seconds = this.kind.escalate[next]
    this.escalatesAt = seconds ? this.since + seconds * 1000 : null
  }

  private arm(): void {
    const open = Object.values(this.clocks).filter(({ kept, late }) => kept === null && !late).map(({ by }) => by)
    if (open.length > 0) this.lateAt = Math.min(...open)
  }

  private keep(kind: AlarmClockKind): void {
    for (const one of alarmClockKinds.slice(0, alarmClockKinds.indexOf(kind) + 1)) {
      const clock = this.clocks[one]
      if (clock && clock.kept === null) Object.assign(clock, { kept: this.now, late: clock.late || this.now > clock.by })
    }
  }

  private wait(to: number): boolean {
    for (;;) {
      const dues: [number, () => void][] = []
      if (this.chattering) dues.push([this.settles, () => this.settle()])
      if (this.until !== null && this.state === 'shelved') dues.push([this.until, () => void this.release()])
      if (this.wish) dues.push([this.wish.at + 15 * minute, () => void (this.wish = null)])
      if (this.lateAt !== null) dues.push([this.lateAt, () => this.tellLate()])
      if (this.escalatesAt !== null) dues.push([this.escalatesAt, () => this.tellNext()])
      const [next] = dues.sort(([a], [b]) => a - b)
      if (!next || next[0] > to) break
      this.now = Math.max(this.now, next[0])
      next[1]()
    }
    this.now = to
    return true
  }

  private settle(): void {
    this.chattering = false
    this.raises = [this.first]
    if (!this.held) this.end()
  }

  private rings(): boolean {
    return ['unacknowledged', 'acknowledged', 'returned', 'latched'].includes(this.state)
  }

  private tellLate(): void {
    this.lateAt = null
    if (!this.rings()) return
    for (const clock of Object.values(this.clocks)) if (clock.kept === null && clock.by <= this.now) clock.late = true
    this.arm()
  }

  private tellNext(): void {
    this.escalatesAt = null
    if (this.owner || (this.state !== 'unacknowledged' && this.state !== 'returned')) return
    this.level = this.kind.escalate.findIndex((seconds, i) => i >= this.level && seconds !== null) + 1
    this.escalate()
  }
}
