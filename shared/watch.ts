import { z } from 'zod'
import type { Door } from './doors.ts'
import type { Fact } from './facts.ts'
import type { Problem } from './faults.ts'
import type { BuildingHeat } from './heat.ts'
import type { Indicator } from './indicators.ts'
import type { Position } from './patrol.ts'
import { shown, type PictureRows } from './picture.ts'
import { Id, languages } from './text.ts'
import type { SilentWall, WallScreen } from './walls.ts'

/** Which communities a screen watches. The server cuts it to what the person may see; an empty rest is refused. */
export const WatchScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('region'), id: Id }),
  z.strictObject({ kind: z.literal('communities'), ids: z.array(Id).min(1).max(200) }),
])
export type WatchScope = z.infer<typeof WatchScope>

export const WatchRequest = z.strictObject({
  scope: WatchScope,
  shows: z.array(z.enum(shown)).min(1).max(shown.length),
  /** A phone: neither places of people nor figures, whoever holds it. */
  lean: z.boolean().default(false),
  /** In which a refusal is worded. */
  language: z.enum(languages).default('zh'),
  /** The last frame's `to`, or null for a screen that holds nothing. */
  cursor: z.int().min(0).nullable(),
  /** The `room` of the last reply: a cursor holds for that room only, and rights may have changed since. */
  room: z.string().max(200).nullable().default(null),
})
export type WatchRequest = z.infer<typeof WatchRequest>

/** `facts` are all of this watch's facts after `from` up to `to`. A screen whose cursor is below `from` has a gap and asks again. */
export type Frame = {
  from: number
  to: number
  facts: Fact[]
  /** Something read by GET (sites, plans, devices) has changed. */
  catalogue: boolean
}

/** Every 2 s. `to` is how far this watch has been served, `head` how far the journal has come; no beat means: not fresh. */
export type Beat = {
  from: number
  to: number
  head: number
  /** The database's clock, epoch milliseconds. */
  at: number
  /** When each door last heard anything for this watch; null: never. */
  feeds: Record<Door, number | null>
  /** Walls of this watch that have stopped painting. */
  walls: SilentWall[]
  /** Desks and walls of this watch that cannot be heard. */
  deaf: DeafStation[]
  /** Messages in quarantine that nobody has dealt with. */
  quarantined: number
  /** When the installation's own test alarm last came all the way to where screens are served, epoch milliseconds; null: not yet. */
  proven: number | null
}

/** Newest positions that changed since the last of these; a lost one is made good by the next. */
export type PositionsFrame = { positions: Position[] }

/** Heat (24 h) of buildings that changed, and the watch's indicators. Whole after a watch opens, differences after. */
export type Figures = { heat: BuildingHeat[]; indicators: Indicator[] }

/** Sent gzipped as one binary message, encoded once for all screens of a watch. */
export type Snapshot = { cursor: number; at: number; rows: PictureRows; positions: Position[] }

export type WatchReply = { ok: true; communities: string[]; room: string; via: 'backlog' | 'snapshot' } | { ok: false; problem: Problem }

/** Everything that comes down. */
export type ServerEvents = {
  snapshot: (gzipped: ArrayBuffer | Uint8Array) => void
  frame: (frame: Frame) => void
  beat: (beat: Beat) => void
  positions: (frame: PositionsFrame) => void
  figures: (figures: Figures) => void
  /** To a wall: what it is now called, shows and is pointed at. */
  wall: (wall: WallScreen) => void
  /** The server is about to cut this socket: sign in again, or come back (by cursor, where rights are the same). */
  bye: (why: 'signed-out' | 'idle' | 'rights-changed' | 'too-slow' | 'shutting-down') => void
}

/**
 * Whether a station can be heard: its last test came through its own loudspeaker path, its browser forbids sound until somebody
 * touches it, somebody turned it off, or it has none.
 */
export const hearings = ['heard', 'blocked', 'muted', 'broken'] as const
export type Hearing = (typeof hearings)[number]
export type DeafStation = { id: string; name: string; kind: 'wall' | 'desk'; hearing: Exclude<Hearing, 'heard'>; since: number }

/** Everything that goes up; commands go by HTTP. */
export type ClientEvents = {
  watch: (request: z.input<typeof WatchRequest>, reply: (reply: WatchReply) => void) => void
  /** A wall that paints says so, so that the server knows when one has stopped. */
  painted: () => void
  /** Said when it changes, and every 5 s while it stays. */
  hearing: (hearing: Hearing) => void
  /** Somebody is at the desk: moved, touched, typed. At most once a minute. */
  active: () => void
}
