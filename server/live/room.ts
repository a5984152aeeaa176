import { createHash } from 'node:crypto'
import { nounOf, ofOffice, type Fact } from '#shared/facts.ts'
import { isShown, type Shown } from '#shared/picture.ts'
import type { Frame } from '#shared/watch.ts'

/** What a watch may show; null for everywhere. `tended`: where its screens may know of walls. */
export type Seen = { communities: readonly string[] | null; shows: readonly Shown[]; located: readonly string[] | null; tended: readonly string[] | null; /** It is sent no figures. */ lean?: boolean }

/** All screens with the same watch. `communities` null: the whole company, also what is opened later. */
export class Room {
  readonly key: string
  readonly communities: ReadonlySet<string> | null
  readonly shows: ReadonlySet<Shown>
  /** Where its screens may see people's positions; null: everywhere. */
  readonly located: ReadonlySet<string> | null
  /** Where its screens are told of walls that are silent; null: everywhere. */
  readonly tended: ReadonlySet<string> | null
  readonly lean: boolean
  private pending: Fact[] = []
  private catalogue = false
  private served: number
  /** Epoch milliseconds of the last frame. */
  flushedAt = 0

  /** `cursor`: the room has been served up to here, having nobody in it. */
  constructor({ communities, shows, located, tended, lean = false }: Seen, cursor: number) {
    this.key = roomKey({ communities, shows, located, tended, lean })
    this.communities = communities && new Set(communities)
    this.shows = new Set(shows)
    this.located = located && new Set(located)
    this.tended = tended && new Set(tended)
    this.lean = lean
    this.served = cursor
  }

  /** Everything of this watch up to here has been sent to the room. */
  get cursor(): number {
    return this.served
  }

  get waits(): boolean {
    return this.pending.length > 0 || this.catalogue
  }

  take(fact: Fact): void {
    const noun = nounOf(fact.name)
    if (isShown(noun)) {
      if (this.shows.has(noun)) this.pending.push(fact)
    } else if (!ofOffice(fact.name)) this.catalogue = true
  }

  /** What waits, as one frame up to `to`; the room has then been served up to there. */
  flush(to: number): Frame {
    const frame: Frame = { from: this.served, to, facts: this.pending, catalogue: this.catalogue }
    this.pending = []
    this.catalogue = false
    this.served = to
    return frame
  }

  /** Nothing waits, so the room is level with `to` without a frame. */
  advance(to: number): void {
    if (!this.waits) this.served = to
  }
}

export function roomKey({ communities, shows, located, tended, lean }: Seen): string {
  const digest = (ids: readonly string[] | null): string => (ids ? createHash('sha256').update([...ids].sort().join()).digest('base64url') : 'everything')
  return `watch:${digest(communities)}:${[...shows].sort().join('+')}:${digest(located)}:${digest(tended)}${lean ? ':lean' : ''}`
}
