import type { Actor } from '#shared/facts.ts'
import type { AlarmSaid, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Rounds } from '../rounds.ts'
import { knownFeeds } from './feed-limit-store.ts'
import { endOfSilence, feedsToTell, listeningSince, silenceOf, silentDevices } from './silence-rules.ts'
import { heardAgain, quietDevices, toldFeeds } from './silence-store.ts'

const pause = 5_000
/** Said at a time: where a district loses its line, thousands fall silent together. */
const most = 500

const by: Actor = { kind: 'system', id: 'silence', name: 'silence' }

/** Makes silence an alarm of its own, of devices and of whole feeds, and ends it when they are heard again; once however many processes watch. */
export class SilenceWatch {
  private readonly parts: Parts
  private readonly say: SayAlarms
  private readonly rounds: Rounds
  private since = 0
  private lastRound: number | null = null
  private readonly missed = new Map<string, number>()

  constructor(parts: Parts, say: SayAlarms) {
    this.parts = parts
    this.say = say
    this.rounds = new Rounds(pause, () => this.round(), parts.log, 'silence could not be watched')
  }

  start(): void {
    this.rounds.start()
  }

  stop(): Promise<void> {
    return this.rounds.stop()
  }

  async round(): Promise<void> {
    const { sql } = this.parts
    const now = this.parts.now()
    const [quiet, heard, feeds, told] = await Promise.all([quietDevices(sql, now), heardAgain(sql, by.id, now), knownFeeds(sql, null), toldFeeds(sql)])
    this.since = listeningSince(this.since, this.lastRound, now)
    this.lastRound = now
    const said: AlarmSaid[] = [
      ...heard.map(endOfSilence),
      ...feedsToTell(feeds, told, this.since, now),
      ...silentDevices(quiet, this.missed, this.since, now).map(silenceOf),
    ]
    for (let i = 0; i < said.length; i += most) await this.say(this.parts, said.slice(i, i + most), by)
  }
}
