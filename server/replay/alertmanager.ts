import { z } from 'zod'
import { CannotGoOn } from '../cli.ts'
import { plainLine, plainText } from '../files/plain-text.ts'
import { severityFrom, slug, type LoggedAlarm } from './alarm-log.ts'

// What Prometheus Alertmanager posts (version 4); only what is used is named.
const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: z.string(),
  endsAt: z.string().optional(),
})
const Body = z.object({ alerts: z.array(Alert) })

/** The alarms of one webhook body, of an array of them, or of one body per line. Throws CannotGoOn. */
export function readAlertmanager(text: string, path: string): LoggedAlarm[] {
  const bodies = z.union([z.array(Body), Body.transform((body) => [body])]).safeParse(parse(text))
  if (!bodies.success) {
    throw new CannotGoOn(`${path} 不是 Alertmanager 的消息。`, `${path} is not what Alertmanager sends (an object with "alerts").`)
  }
  return bodies.data.flatMap((body) => body.alerts.flatMap(alarmsOf)).toSorted((a, b) => a.at - b.at)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    try {
      return lines.map((line): unknown => JSON.parse(line))
    } catch {
      return null
    }
  }
}

function alarmsOf({ status, labels, annotations, startsAt, endsAt }: z.infer<typeof Alert>): LoggedAlarm[] {
  const at = Date.parse(startsAt)
  if (Number.isNaN(at)) return []
  const alarm = {
    tag: plainLine(labels.device && labels.instance ? `${labels.instance}/${labels.device}` : (labels.instance ?? labels.device ?? labels.pod_name ?? labels.job ?? ''), 120),
    kind: slug(labels.alertname ?? 'alarm'),
    severity: severityFrom(labels.severity ?? '') ?? ('minor' as const),
    text: plainText(annotations.summary ?? annotations.message ?? annotations.description ?? '', 400),
  }
  const end = Date.parse(endsAt ?? '')
  const over = status === 'resolved' && end >= at ? [{ ...alarm, at: end, change: 'cleared' as const }] : []
  return [{ ...alarm, at, change: 'raised' }, ...over]
}
