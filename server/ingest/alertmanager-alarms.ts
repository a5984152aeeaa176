import type { Actor } from '#shared/facts.ts'
import { idFrom } from '../journal/system.ts'
import { noteHeard, taken, unknown } from '../live/door-work.ts'
import type { AlarmSaid, Answered, KeyHolder, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import type { Alert } from './alertmanager-message.ts'
import { codeKey, communitiesByCode, devicesByKey } from './telemetry-devices.ts'

/**
 * Says alerts as alarms. Alertmanager sends a group again and again: the same alert in the same state since the same time is one
 * message, whatever its text says by now. `named`: the code of the community that the address names.
 */
export const takeAlerts = (say: SayAlarms, named: string | null) => async (parts: Parts, alerts: Alert[], from: KeyHolder): Promise<Answered[]> => {
  const places = await place(parts, alerts, named, from)
  const known = await knownOf(parts, places.flatMap((one) => ('said' in one ? [one.said.id, one.end] : [])))
  // One that was over before it was heard to begin has begun and ended.
  const fresh = new Map(places.flatMap((one) => ('said' in one && !known.has(one.said.id) && !known.has(one.end) ? [[one.said.id, one.said]] : [])))
  const by: Actor = { kind: 'key', id: from.id, name: from.name }
  const said = [...fresh.values()]
  const given = said.length === 0 ? [] : await say(parts, said, by)
  const answers = new Map(said.map(({ id }, at) => [id, given[at]]))
  await noteHeard(parts, 'alertmanager', places.flatMap((one) => ('said' in one ? [one.said.community] : [])))
  return places.map((one): Answered => {
    if ('refused' in one) return one.refused
    const answer = answers.get(one.said.id)
    // Another sender said the same of it meanwhile, in other words.
    return !answer || (!answer.ok && answer.fault === 'reused-key') ? taken(one.said.id, null) : answer
  })
}

/** `end`: the id of the message that says its end. */
type Placed = { said: AlarmSaid; end: string } | { refused: Answered }

async function place(parts: Parts, alerts: readonly Alert[], named: string | null, from: KeyHolder): Promise<Placed[]> {
  const communities = await communitiesByCode(parts.sql, [...alerts.flatMap(({ community }) => community?.code ?? []), ...(named === null ? [] : [named])])
  const homes = alerts.map(({ community }) => {
    const id = community ? communities.get(community.code) : undefined
    if (id !== undefined || community?.meant) return id
    return named === null ? (from.community ?? undefined) : communities.get(named)
  })
  const keyAt = (at: number): string | null => {
    const [home, device] = [homes[at], alerts[at]?.device]
    return home !== undefined && device ? codeKey(home, device.code) : null
  }
  const devices = await devicesByKey(parts.sql, alerts.flatMap((_alert, at) => keyAt(at) ?? []))
  return alerts.map((alert, at): Placed => {
    const home = homes[at]
    if (home === undefined || (from.community !== null && home !== from.community)) return { refused: unknown(null, 'community') }
    const device = devices.get(keyAt(at) ?? '')?.id ?? null
    if (device === null && alert.device?.meant) return { refused: unknown(null, 'device') }
    return { said: saidOf(alert, home, device), end: idOf({ ...alert, change: 'cleared' }, home, device) }
  })
}

const idOf = ({ kind, subject, startsAt, change }: Alert, community: string, device: string | null): string =>
  idFrom('alertmanager', community, device ?? '', kind, subject, startsAt, change)

function saidOf(alert: Alert, community: string, device: string | null): AlarmSaid {
  const { change, severity, kind, text, at, subject } = alert
  return { id: idOf(alert, community, device), community, device, kind, severity, change, subject, text, at }
}

/** Those that were carried out before. */
async function knownOf({ sql }: Pick<Parts, 'sql'>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`select id from command where id = any(${[...ids]}::uuid[])`
  return new Set(rows.map(({ id }) => id))
}
