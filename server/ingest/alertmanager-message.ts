import { createHash } from 'node:crypto'
import { z } from 'zod'
import { knownAlarmKinds, type Severity } from '#shared/alarms.ts'
import { plainLine, plainText } from '../files/plain-text.ts'

/** What is used of an alert of the webhook (version 4); senders add of their own, and Grafana much. */
const Labels = z.record(z.string(), z.string())
const Instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)))
const Said = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: Labels,
  annotations: Labels.nullish(),
  startsAt: Instant,
  endsAt: Instant.nullish(),
  fingerprint: z.string().max(200).nullish(),
})

/** One alert as the doors take it. `community`, `device`: codes that its labels name; `meant`: whether they are said to be ours. */
export type Alert = {
  change: 'raised' | 'cleared'
  severity: Severity
  kind: string
  text: string
  /** By the sender's clock, as ISO instants. */
  startsAt: string
  at: string
  subject: string
  community: { code: string; meant: boolean } | null
  device: { code: string; meant: boolean } | null
}

export const Alert: z.ZodType<Alert> = Said.transform(({ status, labels, annotations, startsAt, endsAt, fingerprint }): Alert => {
  const began = new Date(startsAt).toISOString()
  const over = endsAt && Date.parse(endsAt) >= Date.parse(startsAt) ? new Date(endsAt).toISOString() : began
  return {
    change: status === 'firing' ? 'raised' : 'cleared',
    severity: severityOf(labels.severity ?? labels.priority ?? ''),
    kind: kindOf(labels),
    text: textOf(annotations ?? {}, labels),
    startsAt: began,
    at: status === 'firing' ? began : over,
    subject: fingerprint && /^[\w-]{1,120}$/.test(fingerprint) ? fingerprint : digest(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    community: named(labels, 'community'),
    device: named(labels, 'device'),
  }
})

/** `watchfloor_device` means one of ours; `device` may as well be a disk. */
function named(labels: Record<string, string>, what: 'community' | 'device'): Alert['device'] {
  const [ours, any] = [`watchfloor_${what}`, what].map((label) => plainLine(labels[label] ?? '', 120))
  if (ours) return { code: ours, meant: true }
  return any ? { code: any, meant: false } : null
}

const words: [RegExp, Severity][] = [
  [/^(crit(ical)?|fatal|emergency|disaster|page|p[01])$/, 'critical'],
  [/^(error|major|high|severe|p2)$/, 'major'],
  [/^(warn(ing)?|minor|medium|average|p3)$/, 'minor'],
]
const severityOf = (label: string): Severity => words.find(([pattern]) => pattern.test(label.trim().toLowerCase()))?.[1] ?? 'notice'

const known: readonly string[] = knownAlarmKinds
/** A kind that has words here where the labels name one, else the alert's own name in the form of kinds. */
const kindOf = ({ kind = '', alertname = '' }: Record<string, string>): string => (known.includes(kind) ? kind : kindFromName(alertname))

const longest = 60
/** Always the same for the same name, and never empty; a name that is more than ASCII letters and digits keeps its own by a hash of it. */
export function kindFromName(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  // oxlint-disable-next-line no-control-regex -- what is not ASCII
  const whole = words !== '' && words.length <= longest && !/[^\u0000-\u007f]/.test(name)
  if (whole) return words
  const own = digest(name).slice(0, 8)
  return words === '' ? `alert-${own}` : `${words.slice(0, longest - 9).replace(/-$/, '')}-${own}`
}

const textOf = (annotations: Record<string, string>, labels: Record<string, string>): string =>
  [annotations.summary, annotations.description, annotations.message, labels.alertname].map((text) => plainText(text ?? '', 400)).find((text) => text !== '') ?? ''

const digest = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
