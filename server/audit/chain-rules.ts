import { blame, swappedAcross, type Blame, type Broken } from './blame-rules.ts'
import { lineText, sealHash, type Anchor, type Head, type Seal, type SealedLine } from './seal-rules.ts'

/** What is wrong with the lines from `first` to `last`; `seal`: the number of the seal or of the copied head that says so. */
export type Finding = { kind: Blame['kind'] | 'unsealed' | 'tail-cut' | 'rewritten' | 'head-forged' | 'anchor-forged' | 'anchor-uncopied' | 'pruned-early'; first: number; last: number; seal: number }

/** `begins`: the number of the last line that was pruned, 0 where none was. */
export type Verdict = { lines: number; seals: number; newest: Head | null; begins: number; heads: number; findings: Finding[] }

/** What was copied out earlier, in any order: seals, and every anchor that an honest pruning left. */
export type Copies = { heads: readonly Head[]; anchors: readonly Anchor[] }

export type Given = {
  anchor: Anchor | null
  /** Null where there are none at all: then neither a cut tail nor a cut beginning is seen. */
  copies: Copies | null
  /** Microseconds since 1970. */
  now: number
}

/** Younger than this no line may go. */
const least = 183 * 86_400_000_000
/** By which clocks may differ. */
const slack = 3_600_000_000
/** Of so many broken seals lines are kept to see whether they changed places. */
const compared = 8

/**
 * Judges the chain seal by seal. `take` is given every seal by ascending number, each with all lines after the one before it up to
 * its own number; `finish` the lines after the last seal. What a broken seal says is believed by the next, so that each fault is
 * told once and in its place.
 */
export class ChainJudge {
  private readonly given: Given
  /** By ascending number; `next` is the first that the chain has not reached. */
  private readonly heads: Head[]
  private next = 0
  private readonly findings: Finding[] = []
  private readonly broken: { finding: Finding; broken: Broken }[] = []
  /** Heads that the chain does not have. */
  private readonly strange: Head[] = []
  private readonly confirmed: number[] = []
  private last: { seq: number; hash: string }
  /** What the last seal would be, going by its lines; other than it says where it is broken. */
  private computed: { hash: string; finding: Finding | null } = { hash: '', finding: null }
  private readonly verdict: Omit<Verdict, 'findings'> = { lines: 0, seals: 0, newest: null, begins: 0, heads: 0 }

  constructor(given: Given) {
    this.given = given
    this.heads = (given.copies?.heads ?? []).toSorted((a, b) => a.seq - b.seq)
    this.last = given.anchor ?? { seq: 0, hash: '' }
    this.judgeAnchor()
  }

  take(seal: Seal, lines: readonly SealedLine[]): void {
    this.verdict.lines += lines.length
    this.verdict.seals++
    const above = this.refuseBelow(seal, lines)
    if (seal.seq <= this.last.seq) return
    this.judgeSeal(seal, above)
    this.meetHeads(seal)
    this.last = seal
    this.verdict.newest = { seq: seal.seq, at: seal.at, hash: seal.hash }
  }

  finish(lines: readonly SealedLine[]): Verdict {
    this.verdict.lines += lines.length
    const [first, last] = [lines[0], lines.at(-1)]
    if (first && last) this.find('unsealed', first.seq, last.seq, last.seq)
    this.compareBroken()
    this.judgeHeads()
    const findings = this.findings.toSorted((a, b) => a.first - b.first || a.last - b.last)
    return { ...this.verdict, begins: this.given.anchor?.seq ?? 0, heads: this.heads.length, findings }
  }

  private find(kind: Finding['kind'], first: number, last: number, seal: number): Finding {
    const finding = { kind, first, last, seal }
    this.findings.push(finding)
    return finding
  }

  private judgeAnchor(): void {
    const { anchor, copies, now } = this.given
    if (!anchor) return
    if (copies && !copies.anchors.some((copy) => isSame(copy, anchor))) this.find('anchor-uncopied', 1, anchor.seq, anchor.seq)
    if (anchor.prunedAt > now + slack) this.find('anchor-forged', 1, anchor.seq, anchor.seq)
    const young = this.heads.find(({ seq, at }) => seq <= anchor.seq && at > anchor.prunedAt - least)
    if (young) this.find('pruned-early', young.seq, anchor.seq, young.seq)
    else if (anchor.at > anchor.prunedAt - least) this.find('pruned-early', anchor.seq, anchor.seq, anchor.seq)
    for (; (this.heads[this.next]?.seq ?? Infinity) <= anchor.seq; this.next++) {
      const head = this.heads[this.next]
      if (head?.seq === anchor.seq && (head.hash !== anchor.hash || head.at !== anchor.at)) this.find('anchor-forged', 1, anchor.seq, anchor.seq)
    }
  }

  /** What stands where nothing is any more: at or below the anchor. Returns the lines above it. */
  private refuseBelow(seal: Seal, lines: readonly SealedLine[]): readonly SealedLine[] {
    const { seq } = this.last
    if (seal.seq <= seq) this.find('seal-forged', seal.first, seal.seq, seal.seq)
    const below = lines.filter((line) => line.seq <= seq)
    const [first, last] = [below[0], below.at(-1)]
    if (first && last) this.find('inserted', first.seq, last.seq, seal.seq)
    return below.length > 0 ? lines.slice(below.length) : lines
  }

  private judgeSeal(seal: Seal, lines: readonly SealedLine[]): void {
    const texts = lines.map(lineText)
    const whole = lines.length === seal.lines && lines[0]?.seq === seal.first && lines.at(-1)?.seq === seal.seq
    const hash = sealHash(this.last.hash, seal, texts)
    if (whole && hash === seal.hash) {
      this.computed = { hash, finding: null }
      return
    }
    const { computed } = this
    if (whole && computed.finding && sealHash(computed.hash, seal, texts) === seal.hash) {
      // It stands on what the seal before must have been: there the seal itself was changed, not its lines.
      computed.finding.kind = 'seal-forged'
      this.computed = { hash: seal.hash, finding: null }
      return
    }
    const broken: Broken = { before: this.last.hash, floor: this.last.seq, seal, lines: [...lines] }
    const { kind, first, last } = blame(broken)
    const finding = this.find(kind, first, last, seal.seq)
    if (whole && kind !== 'swapped' && this.broken.length < compared) this.broken.push({ finding, broken })
    this.computed = { hash, finding: whole ? finding : null }
  }

  /** Copied heads up to this seal: each is a seal, or it is of another chain than this. */
  private meetHeads(seal: Seal): void {
    for (let head = this.heads[this.next]; head && head.seq <= seal.seq; head = this.heads[++this.next]) {
      if (head.seq === seal.seq && head.hash === seal.hash && head.at === seal.at) this.confirmed.push(head.seq)
      else this.strange.push(head)
    }
  }

  /** Two lines that changed places across seals break both. */
  private compareBroken(): void {
    for (const [i, one] of this.broken.entries()) {
      for (const other of this.broken.slice(i + 1)) {
        if (!this.findings.includes(other.finding) || !this.findings.includes(one.finding) || one.finding.kind === 'swapped') continue
        const pair = swappedAcross(one.broken, other.broken)
        if (!pair) continue
        Object.assign(one.finding, { kind: 'swapped', ...pair })
        this.findings.splice(this.findings.indexOf(other.finding), 1)
      }
    }
  }

  private judgeHeads(): void {
    const { last, confirmed } = this
    const beyond = this.heads.at(-1)
    if (beyond && beyond.seq > last.seq && this.next < this.heads.length) this.find('tail-cut', last.seq + 1, beyond.seq, beyond.seq)
    // The newest seal is never pruned.
    else if (this.given.anchor && this.verdict.newest === null) this.find('tail-cut', last.seq + 1, last.seq + 1, last.seq)
    let rewritten = 0
    for (const head of this.strange) {
      const before = confirmed.findLast((seq) => seq < head.seq) ?? this.given.anchor?.seq ?? 0
      const after = confirmed.find((seq) => seq >= head.seq)
      if (after !== undefined && !this.findings.some((found) => found.seal > before && found.seal <= after && found.kind !== 'head-forged')) {
        // The chain up to a later head is whole, so the older copy is what was changed.
        this.find('head-forged', head.seq, head.seq, head.seq)
      } else if (before + 1 > rewritten) {
        rewritten = after ?? last.seq
        this.find('rewritten', before + 1, rewritten, head.seq)
      }
    }
  }
}

const isSame = (one: Anchor, other: Anchor): boolean =>
  one.seq === other.seq && one.hash === other.hash && one.at === other.at && one.prunedAt === other.prunedAt
