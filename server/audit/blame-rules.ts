import { lineText, sealHash, type Seal, type SealedLine } from './seal-rules.ts'

/** A seal that its lines do not fit. `before`: the hash it should stand on; `floor`: the number of the seal before. */
export type Broken = { before: string; floor: number; seal: Seal; lines: SealedLine[] }

export type Blame = { kind: 'edited' | 'deleted' | 'inserted' | 'swapped' | 'seal-removed' | 'seal-forged' | 'taken-out'; first: number; last: number }

/** Beyond these every possibility costs too much to try; the fault is then told for the whole seal. */
const most = { swapped: 60, inserted: 1_000, across: 2_500 }

/** What must have happened to the lines of a broken seal, told as narrowly as the hashes allow. */
export function blame(broken: Broken): Blame {
  const { before, floor, seal } = broken
  if (seal.first <= floor || seal.first > seal.seq) return { kind: 'seal-forged', first: seal.first, last: seal.seq }
  const strays = broken.lines.filter((line) => line.seq < seal.first)
  const own = broken.lines.filter((line) => line.seq >= seal.first)
  const fits = (lines: readonly SealedLine[]): boolean => sealHash(before, seal, lines.map(lineText)) === seal.hash
  if (strays.length > 0) return { kind: fits(own) ? 'inserted' : 'seal-removed', ...span(strays) }
  if (own.length < seal.lines) return { kind: 'deleted', ...missing(own, seal) }
  if (own.length > seal.lines) {
    const extra = own.length === seal.lines + 1 && own.length <= most.inserted ? extraLine(broken, own) : null
    return { kind: 'inserted', ...(extra === null ? span(own) : { first: extra, last: extra }) }
  }
  const pair = own.length <= most.swapped ? swappedPair(own, fits) : null
  if (pair) return { kind: 'swapped', ...pair }
  return seal.first > floor + 1 ? { kind: 'taken-out', first: floor + 1, last: seal.seq } : { kind: 'edited', first: seal.first, last: seal.seq }
}

/** The two lines whose contents changed places between two broken seals. */
export function swappedAcross(one: Broken, other: Broken): { first: number; last: number } | null {
  if (one.lines.length * other.lines.length > most.across) return null
  for (const [i, a] of one.lines.entries()) {
    for (const [k, b] of other.lines.entries()) {
      const fits = ({ before, seal, lines }: Broken, at: number, content: SealedLine): boolean =>
        sealHash(before, seal, lines.with(at, { ...content, seq: lines[at]?.seq ?? 0 }).map(lineText)) === seal.hash
      if (fits(one, i, b) && fits(other, k, a)) return { first: a.seq, last: b.seq }
    }
  }
  return null
}

function swappedPair(lines: readonly SealedLine[], fits: (lines: readonly SealedLine[]) => boolean): { first: number; last: number } | null {
  for (const [i, a] of lines.entries()) {
    for (let k = i + 1; k < lines.length; k++) {
      const b = lines[k]
      if (b && fits(lines.with(i, { ...b, seq: a.seq }).with(k, { ...a, seq: b.seq }))) return { first: a.seq, last: b.seq }
    }
  }
  return null
}

function extraLine({ before, seal }: Broken, lines: readonly SealedLine[]): number | null {
  const texts = lines.map(lineText)
  return lines.find((_, i) => sealHash(before, seal, texts.toSpliced(i, 1)) === seal.hash)?.seq ?? null
}

/** The numbers of the seal's span that no line has; a refused command leaves such a number too, so it may be wider than what went. */
function missing(own: readonly SealedLine[], { first, seq }: Seal): { first: number; last: number } {
  const there = new Set(own.map((line) => line.seq))
  let [from, to] = [first, seq]
  while (from < seq && there.has(from)) from++
  while (to > from && there.has(to)) to--
  return { first: from, last: to }
}

const span = (lines: readonly SealedLine[]): { first: number; last: number } => ({ first: lines[0]?.seq ?? 0, last: lines.at(-1)?.seq ?? 0 })
