import fc from 'fast-check'
import { lineText, type SealedLine } from '#server/audit/seal-rules.ts'
import { append, day, headOf, sealed, type Audit } from './audit-made.ts'

/** Changes an audit in place, or does nothing where it cannot. `n`: any numbers to choose by. */
type Tamper = (audit: Audit, n: [number, number, number]) => void

const pick = <T>(list: readonly T[], n: number): number => n % Math.max(1, list.length)

const fields: ((line: SealedLine, n: number) => SealedLine)[] = [
  (line, n) => ({ ...line, at: line.at + 1 + n }),
  (line) => ({ ...line, command: line.command.startsWith('f') ? line.command.replace('f', 'e') : line.command.replace(/^./, 'f') }),
  (line) => ({ ...line, name: `${line.name}.` }),
  // The border between two fields moves, the characters stay.
  (line) => ({ ...line, name: `${line.name}\n${line.by}`, by: '' }),
  (line) => ({ ...line, by: JSON.stringify({ kind: 'person', id: 'somebody', name: 'else' }) }),
  (line) => ({ ...line, community: line.community === null ? '6f1c1d5e-6a54-4d0b-9a3e-0c1f5a7d2b11' : null }),
  (line) => ({ ...line, mode: line.mode === 'real' ? 'unreal' : 'real' }),
  (line) => ({ ...line, outcome: line.outcome === 'done' ? 'refused' : 'done' }),
  (line) => ({ ...line, detail: line.detail === '{}' ? '{"a": 1}' : '{}' }),
]

const edit: Tamper = ({ lines }, [i, field, n]) => {
  const at = pick(lines, i)
  const line = lines[at]
  const change = fields[pick(fields, field)]
  if (line && change) lines[at] = change(line, n)
}

const remove: Tamper = ({ lines }, [i, many]) => void lines.splice(pick(lines, i), 1 + (many % 3))

/** A line where no line was: in a gap, before the first, or after the last. */
const insert: Tamper = ({ lines, anchor }, [i, n]) => {
  const model = lines[pick(lines, i)]
  const taken = new Set(lines.map((line) => line.seq))
  const free = Array.from({ length: (lines.at(-1)?.seq ?? 0) + 2 }, (_, seq) => seq).filter((seq) => !taken.has(seq) && seq >= (anchor?.seq ?? 0))
  const seq = free[pick(free, n)]
  if (model && seq !== undefined) lines.push({ ...model, seq })
}

/** Later lines make room for one in the middle. */
const wedge: Tamper = ({ lines }, [i]) => {
  const at = pick(lines, i)
  const model = lines[at]
  if (!model) return
  for (let k = at; k < lines.length; k++) lines[k] = { ...(lines[k] ?? model), seq: (lines[k]?.seq ?? 0) + 1 }
  lines.splice(at, 0, model)
}

const swap: Tamper = ({ lines }, [i, k]) => {
  const [at, to] = [pick(lines, i), pick(lines, k)]
  const [a, b] = [lines[at], lines[to]]
  if (a && b) [lines[at], lines[to]] = [{ ...b, seq: a.seq }, { ...a, seq: b.seq }]
}

const swapDetails: Tamper = ({ lines }, [i, k]) => {
  const [at, to] = [pick(lines, i), pick(lines, k)]
  const [a, b] = [lines[at], lines[to]]
  if (a && b) [lines[at], lines[to]] = [{ ...a, detail: b.detail }, { ...b, detail: a.detail }]
}

const renumber: Tamper = ({ lines }, [i, n]) => {
  const at = pick(lines, i)
  const line = lines[at]
  const taken = new Set(lines.map(({ seq }) => seq))
  let seq = (line?.seq ?? 0) + (n % 2 ? 1 : -1)
  while (taken.has(seq)) seq += n % 2 ? 1 : -1
  if (line) lines[at] = { ...line, seq }
}

const renumberAll: Tamper = ({ lines }, [i]) => {
  for (let at = pick(lines, i); at < lines.length; at++) {
    const line = lines[at]
    if (line) lines[at] = { ...line, seq: line.seq + 1 }
  }
}

const removeSeal: Tamper = ({ seals }, [i]) => void seals.splice(pick(seals, i), 1)

const removeSealAndLines: Tamper = (audit, [i]) => {
  const [seal] = audit.seals.splice(pick(audit.seals, i), 1)
  if (seal) audit.lines = audit.lines.filter(({ seq }) => seq < seal.first || seq > seal.seq)
}

const editSeal: Tamper = ({ seals }, [i, what]) => {
  const at = pick(seals, i)
  const seal = seals[at]
  if (!seal) return
  const changed = [
    { ...seal, hash: seal.hash.startsWith('0') ? `1${seal.hash.slice(1)}` : `0${seal.hash.slice(1)}` },
    { ...seal, at: seal.at - day },
    { ...seal, first: seal.first + 1 },
    { ...seal, lines: seal.lines + 1 },
  ]
  seals[at] = changed[pick(changed, what)] ?? seal
}

/** A line changes and the seals from its own on are made anew: one of them, or all to the end. */
const reseal = (all: boolean): Tamper => (audit, n) => {
  edit(audit, n)
  const changed = audit.lines[pick(audit.lines, n[0])]
  let at = audit.seals.findIndex((seal) => seal.seq >= (changed?.seq ?? 0))
  do {
    const seal = audit.seals[at]
    if (!seal) return
    const before = audit.seals[at - 1]?.hash ?? audit.anchor?.hash ?? ''
    audit.seals[at] = sealed(before, audit.lines.filter(({ seq }) => seq >= seal.first && seq <= seal.seq), seal.at)
    at++
  } while (all)
}

const cutTail: Tamper = (audit, [i]) => {
  const from = audit.seals[pick(audit.seals, i)]
  if (!from) return
  audit.seals = audit.seals.filter(({ seq }) => seq < from.seq)
  audit.lines = audit.lines.filter(({ seq }) => seq < from.first)
}

/** The last seals and part of their lines go, and what is left is sealed again. */
const cutWithinSeal: Tamper = (audit, n) => {
  cutTail(audit, n)
  const last = audit.seals.pop()
  const left = audit.lines.filter(({ seq }) => last && seq >= last.first && seq < last.seq)
  audit.lines = audit.lines.filter(({ seq }) => last && seq < last.seq)
  if (last && left.length > 0) audit.seals.push(sealed(audit.seals.at(-1)?.hash ?? audit.anchor?.hash ?? '', left, last.at))
}

const cutAndAppend: Tamper = (audit, n) => {
  const [model] = audit.lines
  const jump = (audit.lines.at(-1)?.seq ?? 0) + 1
  cutTail(audit, n)
  if (!model) return
  // Fresh numbers as the sequence would give them, or the very numbers that became free.
  const skipped = n[1] % 2 ? jump - (audit.lines.at(-1)?.seq ?? audit.anchor?.seq ?? 0) : 0
  for (let k = 0; k <= n[2] % 6; k++) append(audit, [{ ...model, detail: `{"fresh": ${k}}` }], k === 0 ? skipped : 0)
}

const unsealed: Tamper = ({ lines }) => {
  const last = lines.at(-1)
  if (last) lines.push({ ...last, seq: last.seq + 1 })
}

/** A copied head; one from before the anchor has nothing left that it could be compared with. */
const forgeHead: Tamper = ({ heads, anchor }, [i, what]) => {
  const comparable = heads.filter(({ seq }) => seq >= (anchor?.seq ?? 0))
  const at = heads.length - 1 - pick(comparable, i)
  const head = heads[at]
  if (!head) return
  const changed = [{ ...head, hash: head.hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }, { ...head, at: head.at + 1 }, { ...head, seq: head.seq + 1_000 }]
  heads[at] = changed[pick(changed, what)] ?? head
}

/** The start goes behind an anchor of the tamperer's own, who says that it was time. */
const pruneEarly: Tamper = (audit, [i, lie]) => {
  const last = audit.seals[pick(audit.seals, i)]
  if (!last || last.at < audit.now - 183 * day) return
  const prunedAt = lie % 2 ? last.at + 184 * day : audit.now
  audit.anchor = { ...headOf(last), at: lie % 3 ? prunedAt - 200 * day : last.at, prunedAt }
  // A copied head tells its age.
  audit.heads.push(headOf(last))
  audit.seals = audit.seals.filter(({ seq }) => seq > last.seq)
  audit.lines = audit.lines.filter(({ seq }) => seq > last.seq)
}

/** The start goes up to before the first copied head, behind an anchor that looks old. */
const cutBeginning: Tamper = (audit, [i]) => {
  const unseen = audit.seals.filter(({ seq }) => seq < (audit.heads[0]?.seq ?? 0))
  const last = unseen[pick(unseen, i)]
  if (!last) return
  audit.anchor = { ...headOf(last), at: audit.now - 300 * day, prunedAt: audit.now }
  audit.seals = audit.seals.filter(({ seq }) => seq > last.seq)
  audit.lines = audit.lines.filter(({ seq }) => seq > last.seq)
}

const editAnchor: Tamper = (audit, [what]) => {
  if (!audit.anchor) return
  audit.anchor = what % 2 ? null : { ...audit.anchor, hash: audit.anchor.hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }
}

export const tampers = {
  edit, remove, insert, wedge, swap, swapDetails, renumber, renumberAll, removeSeal, removeSealAndLines, editSeal,
  resealOne: reseal(false), resealOn: reseal(true), cutTail, cutWithinSeal, cutAndAppend, unsealed, forgeHead, pruneEarly, cutBeginning, editAnchor,
} as const satisfies Record<string, Tamper>
export type TamperName = keyof typeof tampers

/** The tampered audit, or null where nothing came of it. */
export function tampered(audit: Audit, name: TamperName, n: [number, number, number]): Audit | null {
  const copy: Audit = { ...audit, lines: [...audit.lines], seals: [...audit.seals], heads: [...audit.heads], anchors: [...audit.anchors] }
  tampers[name](copy, n)
  return told(copy) === told(audit) ? null : copy
}

const told = ({ lines, seals, anchor, heads }: Audit): string =>
  JSON.stringify([lines.toSorted((a, b) => a.seq - b.seq).map(lineText), seals, anchor, heads])

export const choice = fc.tuple(fc.constantFrom(...(Object.keys(tampers) as TamperName[])), fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)))
