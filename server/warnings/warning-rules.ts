import { severities } from '#shared/alarms.ts'
import type { Warning } from '#shared/warnings.ts'
import type { CapMessage } from '../ingest/cap-message.ts'
import { idFrom } from '../journal/system.ts'
import { kindOf } from './warning-kind-rules.ts'

/**
 * A warning as it is kept. `feed`: by which it came (see `feedOf`). `subject`: what its alarms are called
 * by. `endedSentAt`: when the message was sent that ended what had been sent until then. One without texts is only known to have
 * ended: its message may still come.
 */
export type KeptWarning = Warning & { feed: string | null; subject: string; endedSentAt: string | null }
export type Feed = { feed: string; /** Those that the message is about here. */ communities: string[]; now: number }

/** A warning that names no end is over a day after it was sent. Milliseconds. */
export const withoutEnd = 86_400_000

export const nameKey = ({ sender, identifier }: Pick<Warning, 'sender' | 'identifier'>): string => `${sender}\u001f${identifier}`
export const isContent = ({ texts }: Pick<Warning, 'texts'>): boolean => texts.length > 0
export const endOf = ({ expiresAt, sentAt }: Pick<Warning, 'expiresAt' | 'sentAt'>): number => (expiresAt === null ? Date.parse(sentAt) + withoutEnd : Date.parse(expiresAt))

/** What a message takes the place of or ends: nobody speaks of what another sent. */
const named = ({ sender, references }: CapMessage): CapMessage['references'] => references.filter((one) => one.sender === sender)

/** The keys of all that a message is about, its own first. */
export const keysOf = (said: CapMessage): string[] => [...new Set([said, ...named(said)].map(nameKey))]

/**
 * What a message makes of the warnings of its feed: those that changed. Whatever the order in which messages come, the same is left:
 * of each warning what was sent last counts, and the last that was sent to end it ends all that had been sent until then.
 * @param held by `nameKey`
 */
export function decideWarning(said: CapMessage, held: ReadonlyMap<string, KeptWarning>, { feed, communities, now }: Feed): KeptWarning[] {
  const rows = new Map(held)
  const ends = said.type === 'cancel' || said.allClear
  const own = nameKey(said)
  const others = named(said).filter((one) => nameKey(one) !== own)
  for (const one of ends ? [{ ...said }, ...named(said)] : others) {
    const key = nameKey(one)
    rows.set(key, ended(rows.get(key) ?? unseen(one, said, feed, now), said, one.sentAt ?? said.sentAt, ends ? 'cancelled' : 'replaced'))
  }
  if (!ends) {
    const [first] = others.map((one) => rows.get(nameKey(one)))
    rows.set(own, received(rows.get(own) ?? null, contentOf(said, first ?? null, { feed, communities, now }), now))
  }
  return [...rows].flatMap(([key, row]) => (held.get(key) === row ? [] : [{ ...row, version: (held.get(key)?.version ?? 0) + 1 }]))
}

const idOf = ({ sender, identifier }: Pick<Warning, 'sender' | 'identifier'>, feed: string): string => idFrom('warning', feed, sender, identifier)

/** One that has ended before it was heard of. */
function unseen({ sender, identifier }: Pick<Warning, 'sender' | 'identifier'>, { status, sentAt }: CapMessage, feed: string, now: number): KeptWarning {
  return {
    id: idOf({ sender, identifier }, feed), version: 0, identifier, sender, sentAt, receivedAt: new Date(now).toISOString(), status, state: 'standing', severity: 'notice', urgency: '', certainty: '',
    kind: 'public.warning', texts: [], onsetAt: null, expiresAt: null, areas: [], communities: [], replaces: null, feed, subject: idFrom('warning.subject', sender, identifier), endedSentAt: null,
  }
}

const later = (a: string, b: string): string => (a > b ? a : b)

/** An exercise ends no warning that is meant. */
function ended(row: KeptWarning, { status, sentAt }: CapMessage, named: string, state: 'replaced' | 'cancelled'): KeptWarning {
  if (row.status !== status && (isContent(row) || row.status === 'actual')) return row
  const until = later(sentAt, named)
  const before = row.status === status ? row.endedSentAt : null
  if (before !== null && (before > until || (before === until && (row.state === state || row.state === 'cancelled')))) return row
  const counts = !isContent(row) || until >= row.sentAt
  return { ...row, status, endedSentAt: until, state: counts ? state : row.state }
}

/** What was sent last counts, and what is meant counts more than an exercise. */
function received(row: KeptWarning | null, content: KeptWarning, now: number): KeptWarning {
  const weight = ({ status, sentAt }: KeptWarning): string => `${status === 'actual' ? 1 : 0} ${sentAt}`
  if (row && isContent(row) && weight(row) >= weight(content)) return row
  const endedSentAt = row?.status === content.status ? row.endedSentAt : null
  const over = row !== null && endedSentAt !== null && endedSentAt >= content.sentAt
  const state = over ? row.state : endOf(content) <= now ? 'expired' : 'standing'
  return { ...content, version: row?.version ?? 0, subject: row?.subject ?? content.subject, endedSentAt, state }
}

function contentOf(said: CapMessage, first: KeptWarning | null, { feed, communities, now }: Feed): KeptWarning {
  const infos = said.infos.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  const [worst] = infos
  if (!worst) throw new Error('a warning says something')
  const instants = (of: 'onsetAt' | 'expiresAt'): string[] => infos.flatMap((info) => info[of] ?? []).toSorted()
  return {
    ...unseen(said, said, feed, now),
    sentAt: said.sentAt,
    severity: worst.severity,
    urgency: worst.urgency,
    certainty: worst.certainty,
    kind: kindOf(infos.map(({ text }) => text.event), infos.flatMap(({ categories }) => categories)),
    texts: said.infos.map(({ text }) => text),
    onsetAt: instants('onsetAt')[0] ?? null,
    expiresAt: instants('expiresAt').at(-1) ?? null,
    areas: areasOf(said),
    communities,
    replaces: first?.id ?? null,
    subject: first?.subject ?? idFrom('warning.subject', said.sender, said.identifier),
  }
}

/** Once each, though every language names them. */
function areasOf({ infos }: CapMessage): Warning['areas'] {
  const areas = new Map<string, Warning['areas'][number]>()
  for (const { words, rings, circles } of infos.flatMap((info) => info.areas)) {
    const shape = rings.length + circles.length > 0 ? JSON.stringify([rings, circles]) : words
    const before = areas.get(shape)
    areas.set(shape, { rings, circles, words: before && before.words !== words ? `${before.words} / ${words}` : words })
  }
  return [...areas.values()]
}
