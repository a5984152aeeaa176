import type { Demo } from '#db/demo/demo.ts'
import { makeRandom, type Random } from '#db/demo/random.ts'
import { demoPassword, simulatorUser } from '#db/demo/users.ts'
import type { Fact } from '#shared/facts.ts'
import { ActRunner } from './act-runner.ts'
import type { Moment } from './actions.ts'
import { companyOf, presentIn, type Company } from './company.ts'
import { DoorClient } from './door-client.ts'
import { handoverDuties } from './handover-rules.ts'
import { faultsBetween, recoveries } from './machine-rules.ts'
import { managerDuties } from './manager-rules.ts'
import { patrolDuties } from './patrol-rules.ts'
import { PictureFeed } from './picture-feed.ts'
import { movedOn, positionsOf } from './position-rules.ts'
import { requestsBetween } from './resident-rules.ts'
import { SignIns } from './sign-ins.ts'
import { cuesOf, type Cue, type Stage } from './stage-rules.ts'
import { staffDuties } from './staff-rules.ts'
import { TelemetryClient } from './telemetry-client.ts'
import { telemetryBetween } from './telemetry-rules.ts'
import type { Walker } from './walker-rules.ts'

export type SimulatorOptions = { url: string; key: string; demo: Demo; speed: number; say: (line: string) => void }

const tick = 1_000
/** Residents and machines are asked this often, milliseconds. */
const asked = 5_000

/**
 * Plays the company through its public doors: positions, requests and alarms with a key, commands as signed-in people, and
 * hears what happens over the socket as any screen. It decides nothing itself: the rules say what follows from the picture.
 */
export class Simulator {
  private readonly company: Company
  private readonly speed: number
  private readonly say: SimulatorOptions['say']
  private readonly random: Random
  private readonly people: SignIns
  private readonly runner: ActRunner
  private readonly feed: PictureFeed
  private readonly doors: { requests: DoorClient; alarms: DoorClient; positions: DoorClient }
  private readonly telemetry: TelemetryClient
  private readonly begun = Date.now()
  private readonly touched = new Set<string>()
  private readonly finishedPlans = new Set<string>()
  private walkers: ReadonlyMap<string, Walker> = new Map()
  private cues: { at: number; cue: Cue }[] = []
  private timer: NodeJS.Timeout | undefined
  private lastTick = Date.now()
  private lastAsked = Date.now()
  /** Once long ago, so that all devices speak at first. */
  private lastSpoken = 0

  constructor({ url, key, demo, speed, say }: SimulatorOptions) {
    this.company = companyOf(demo)
    this.speed = speed
    this.say = say
    this.random = makeRandom(`day ${this.begun}`)
    this.people = new SignIns(url, demoPassword)
    this.runner = new ActRunner(this.people)
    this.doors = { requests: new DoorClient(url, key, 'requests'), alarms: new DoorClient(url, key, 'alarms'), positions: new DoorClient(url, key, 'positions') }
    this.telemetry = new TelemetryClient(url, key)
    this.feed = new PictureFeed(url, {
      cookie: () => this.people.cookieOf(simulatorUser),
      onFacts: (facts) => this.hear(facts),
      onLost: () => this.people.forget(simulatorUser),
    })
  }

  start(): void {
    void this.feed.start()
    this.timer = setInterval(() => this.step(Date.now()), tick)
  }

  stop(): void {
    clearInterval(this.timer)
    this.feed.stop()
  }

  /** Begins an emergency now. */
  stage(stage: Stage): void {
    const begun = Date.now()
    this.cues = [...this.cues, ...cuesOf(stage, begun).map((cue) => ({ at: begun + cue.after / Math.min(this.speed, 4), cue }))]
    this.say(`Staged: ${stage} / 已安排情景：${stage}`)
  }

  private hear(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.by.kind === 'person' && !this.company.simulated.has(fact.by.id)) this.touched.add(fact.id)
      if (fact.name === 'activation.finished' && fact.body.alarm) this.finishedPlans.add(fact.body.alarm)
    }
  }

  /** The clock of the played day. */
  private dayAt(now: number): number {
    return this.begun + (now - this.begun) * this.speed
  }

  private step(now: number): void {
    const seconds = Math.min(5, (now - this.lastTick) / 1000)
    this.lastTick = now
    this.cue(now)
    this.speak(now)
    if (!this.feed.level) return
    const { company } = this
    const { picture } = this.feed
    const moment: Moment = { now, speed: this.speed, day: this.dayAt(now), present: presentIn(picture, now) }
    this.walkers = movedOn(company, picture, this.walkers, moment, seconds)
    const positions = positionsOf(this.random, company, this.walkers, now)
    if (positions.length > 0) void this.doors.positions.send(positions)
    void this.runner.run([
      ...staffDuties(company, picture, this.walkers, moment),
      ...patrolDuties(company, picture, this.walkers, moment),
      ...managerDuties(company, picture, this.touched, moment),
    ])
    if (now - this.lastAsked >= asked) this.ask(now, moment)
  }

  private ask(now: number, moment: Moment): void {
    const [from, to] = [this.dayAt(this.lastAsked), this.dayAt(now)]
    this.lastAsked = now
    const { picture } = this.feed
    void this.runner.run(handoverDuties(this.company, picture, moment))
    this.doors.requests.push(requestsBetween(this.random, this.company, from, to))
    this.doors.alarms.push([
      ...faultsBetween(this.random, this.company, picture, from, to),
      ...recoveries(this.company, picture, this.finishedPlans, moment),
    ])
    void this.doors.requests.flush()
    void this.doors.alarms.flush()
  }

  /** Devices measure by the real clock, however fast the day is played. */
  private speak(now: number): void {
    if (now - this.lastSpoken < asked) return
    void this.telemetry.send(telemetryBetween(this.company, this.lastSpoken, now))
    this.lastSpoken = now
  }

  private cue(now: number): void {
    const due = this.cues.filter(({ at }) => at <= now)
    if (due.length === 0) return
    this.cues = this.cues.filter(({ at }) => at > now)
    for (const { cue } of due) this.doors[cue.door].push([cue.message])
    void this.doors.requests.flush()
    void this.doors.alarms.flush()
  }
}
