import type { Fact } from '#shared/facts.ts'
import { applyFacts, emptyPicture, pictureOf, type Picture, type PictureRows } from '#shared/picture.ts'
import type { Beat, Frame } from '#shared/watch.ts'

/**
 * What a screen holds of its watch, and how each arrival changes it.
 *
 * | arrival  | cursor null   | cursor < from | cursor >= from                    |
 * | snapshot | take it whole | take it whole | take it whole                     |
 * | frame    | ask           | ask (gap)     | apply facts above the cursor      |
 * | beat     | ask           | ask (gap)     | cursor to `to`, note that it beat |
 *
 * While a question is under way a gap asks nothing more: the answer repairs it.
 */
export type Stream = {
  cursor: number | null
  picture: Picture
  asking: boolean
  /** When a beat was last applied without a gap, by this machine's clock; null: never. */
  beatAt: number | null
  /** The first head that this watch had not yet been served, and since when by this machine's clock. */
  behind: { head: number; since: number } | null
  beat: Beat | null
}

export type Arrival =
  | { kind: 'snapshot'; cursor: number; rows: PictureRows }
  | { kind: 'frame'; frame: Frame }
  | { kind: 'beat'; beat: Beat; received: number }

export const emptyStream = (): Stream => ({ cursor: null, picture: emptyPicture(), asking: false, beatAt: null, behind: null, beat: null })

export function arrive(stream: Stream, arrival: Arrival): { stream: Stream; ask: boolean } {
  if (arrival.kind === 'snapshot') return settled({ ...stream, cursor: arrival.cursor, picture: pictureOf(arrival.rows) })
  const { from, to } = arrival.kind === 'frame' ? arrival.frame : arrival.beat
  const { cursor } = stream
  if (cursor === null || cursor < from) return { stream: { ...stream, asking: true }, ask: !stream.asking }
  const moved = { ...stream, cursor: Math.max(cursor, to) }
  if (arrival.kind === 'frame') return settled({ ...moved, picture: applyFacts(stream.picture, newer(arrival.frame.facts, cursor)) })
  return settled({ ...moved, beat: arrival.beat, beatAt: arrival.received, behind: behindAfter(stream.behind, moved.cursor, arrival) })
}

const settled = (stream: Stream) => ({ stream, ask: false })
const newer = (facts: readonly Fact[], cursor: number) => facts.filter((fact) => fact.seq > cursor)

/** Under steady load the head is always a little ahead, so one head is waited for until it has been served. */
function behindAfter(behind: Stream['behind'], cursor: number, arrival: { beat: Beat; received: number }): Stream['behind'] {
  if (behind && cursor < behind.head) return behind
  return arrival.beat.head > cursor ? { head: arrival.beat.head, since: arrival.received } : null
}
