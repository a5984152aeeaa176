import type { Door } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import type { MachineKey } from '#shared/keys.ts'

/** Codes that stand in an example: of a community that the key opens for, and of its one device, null where it is of none. */
export type Named = { community: string; device: string | null }
type Key = Pick<MachineKey, 'id' | 'doors' | 'signed' | 'community'>

const anyDevice = 'DEVICE-CODE'
const alarm = ({ community, device }: Named) => ({ id: '$id', community, ...(device === null ? {} : { device }), kind: 'device.silent', severity: 'notice', change: 'raised', text: 'TEST' })
const values = { temperature: 20.5 }

const bodies: Record<Exclude<Door, 'cap'>, (named: Named) => Record<string, unknown>> = {
  requests: ({ community }) => ({ id: '$id', community, category: 'repair', title: 'TEST' }),
  alarms: alarm,
  positions: () => ({ person: 'S-001', point: [120.1, 30.2] }),
  telemetry: ({ device }) => (device === null ? { [anyDevice]: [{ values }] } : values),
  alertmanager: ({ community }) => ({ version: '4', status: 'firing', alerts: [{ status: 'firing', labels: { alertname: 'TEST', community, severity: 'info' }, startsAt: '2026-01-01T00:00:00Z' }] }),
}

/** What a shell sends to try a key. The secrets come from the environment, so that the example may be kept and passed on. */
export function exampleOf({ id, doors, signed, community }: Key, origin: string, named: Named): string {
  const door = doors[0] ?? 'alarms'
  const body = door === 'cap' ? '$(cat warning.xml)' : JSON.stringify(bodies[door](named)).replaceAll('"', String.raw`\"`)
  const lines = ['id=$(cat /proc/sys/kernel/random/uuid)', `body="${body}"`]
  const content = `-H 'Content-Type: ${door === 'cap' ? 'application/cap+xml' : 'application/json'}' -d "$body"`
  // A key of the company says whose devices these are.
  const address = origin + doorAddresses[door]
  const whose = door === 'telemetry' && community === null ? `community=${encodeURIComponent(named.community)}` : ''
  if (!signed) return [...lines, `curl "${address}${whose && `?${whose}`}" -H "Authorization: Bearer $WATCHFLOOR_KEY" ${content}`].join('\n')
  return [
    ...lines,
    'at=$(date +%s)',
    String.raw`hex=$(printf %s "${'$'}{WATCHFLOOR_SIGNING#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')`,
    'signature=$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$hex" -binary | base64)',
    `curl "${address}?key=${id}${whose && `&${whose}`}" -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$signature" ${content}`,
  ].join('\n')
}

/** The same by MQTT, where the key opens that: values, or an alarm. Null where its messages must be signed, or are for other doors. */
export function mqttExampleOf({ doors, signed, community }: Key, host: string, named: Named): string | null {
  if (signed || !(doors.includes('telemetry') || doors.includes('alarms'))) return null
  const [topic, body] = !doors.includes('telemetry')
    ? ['v1/gateway/alarms', alarm(named)]
    : named.device !== null
      ? ['v1/devices/me/telemetry', values]
      : [community === null ? `watchfloor/${named.community}/gateway/telemetry` : 'v1/gateway/telemetry', { [anyDevice]: [{ values }] }]
  const text = JSON.stringify(body).replaceAll('"', String.raw`\"`)
  return [...(text.includes('$id') ? ['id=$(cat /proc/sys/kernel/random/uuid)'] : []), `mosquitto_pub -h ${host} -p 1883 -u "$WATCHFLOOR_KEY" -q 1 -t '${topic}' -m "${text}"`].join('\n')
}
