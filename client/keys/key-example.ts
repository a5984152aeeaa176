import type { Door } from '#shared/doors.ts'
import { doorAddresses } from '#shared/paths.ts'
import type { MachineKey } from '#shared/keys.ts'

const bodies: Record<Door, (community: string) => Record<string, unknown>> = {
  requests: (community) => ({ id: '$id', community, category: 'repair', title: 'TEST' }),
  alarms: (community) => ({ id: '$id', community, kind: 'device.silent', severity: 'notice', change: 'raised', text: 'TEST' }),
  positions: () => ({ person: 'S-001', point: [120.1, 30.2] }),
  telemetry: () => ({ 'DEVICE-CODE': [{ values: { temperature: 20.5 } }] }),
  alertmanager: (community) => ({ version: '4', status: 'firing', alerts: [{ status: 'firing', labels: { alertname: 'TEST', community, severity: 'info' }, startsAt: '2026-01-01T00:00:00Z' }] }),
  cap: () => ({}),
}

/**
 * What a shell sends to try a key. The secrets come from the environment, so that the example may be kept and passed on.
 * `community`: the code of one that the key opens for.
 */
export function exampleOf({ id, doors, signed }: Pick<MachineKey, 'id' | 'doors' | 'signed'>, origin: string, community: string): string {
  const door = doors[0] ?? 'alarms'
  const body = JSON.stringify(bodies[door](community)).replaceAll('"', String.raw`\"`)
  const lines = ['id=$(cat /proc/sys/kernel/random/uuid)', `body="${body}"`]
  const json = `-H 'Content-Type: application/json' -d "$body"`
  const address = origin + doorAddresses[door]
  if (!signed) return [...lines, `curl ${address} -H "Authorization: Bearer $WATCHFLOOR_KEY" ${json}`].join('\n')
  return [
    ...lines,
    'at=$(date +%s)',
    String.raw`hex=$(printf %s "${'$'}{WATCHFLOOR_SIGNING#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')`,
    'signature=$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$hex" -binary | base64)',
    `curl "${address}?key=${id}" -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$signature" ${json}`,
  ].join('\n')
}
