import type { Sql } from '#db/client.ts'
import { openOrders } from '#db/schema/orders.ts'
import { shown, type Shown } from '#shared/picture.ts'
import type { Snapshot } from '#shared/watch.ts'

/** As the wire has instants: UTC with milliseconds. */
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** `optional`: left out where there is nothing in it, as facts leave it out. */
type Part = { from: string; where: string; fields: Record<string, string>; optional?: Record<string, string> }

/** What `matters` says in shared/picture.ts, and each row as its fact's body has it. Of shifts, those of about now. */
const parts: Record<Shown, Part> = {
  order: {
    from: 'work_order',
    where: openOrders,
    fields: {
      id: 'id', version: 'version', number: 'number', community: 'community_id', building: 'building_id', place: 'place', point: 'point',
      category: 'category', priority: 'priority', source: 'source', title: 'title', description: 'description', reporter: 'reporter',
      state: 'state', assignee: 'assignee_id', alarm: 'alarm_id', reportedAt: instant('reported_at'), assignedAt: instant('assigned_at'),
      respondedAt: instant('responded_at'), arrivedAt: instant('arrived_at'), finishedAt: instant('finished_at'), closedAt: instant('closed_at'),
      respondBy: instant('respond_by'), arriveBy: instant('arrive_by'), finishBy: instant('finish_by'), late: 'late', mode: 'mode',
    },
    optional: {
      titleEn: 'title_en', facility: 'facility', device: 'device_id', language: 'language', reports: 'reports', promise: 'promise_id', solutionBy: instant('solution_by'), closeBy: instant('close_by'),
      callBackBy: instant('call_back_by'), solutionAt: instant('solution_at'), verifiedAt: instant('verified_at'), calledBackAt: instant('called_back_at'), solution: 'solution',
      agreed: instant('agreed'), waiting: 'waiting', warned: 'warned', escalation: 'escalation', dispatch: 'dispatch', touched: 'touched', checked: 'checked', photos: 'photos',
      rootCause: 'root_cause', called: 'called', reopened: 'reopened', reopenedFrom: 'reopened_from', reopenedAt: instant('reopened_at'), paused: 'paused', movedAt: instant('moved_at'), mergedInto: 'merged_into', maintenance: 'maintenance_id', step: 'step',
    },
  },
  alarm: {
    from: 'alarm',
    where: `state <> 'normal' and mode <> 'probe'`,
    fields: {
      id: 'id', version: 'version', community: 'community_id', building: 'building_id', device: 'device_id', deviceName: 'device_name',
      kind: 'kind', severity: 'severity', state: 'state', text: 'text', point: 'point', raisedAt: instant('raised_at'),
      deviceAt: instant('device_at'), acknowledgedAt: instant('acknowledged_at'), acknowledgedBy: 'acknowledged_by',
      clearedAt: instant('cleared_at'), count: 'count', order: 'order_id', mode: 'mode',
    },
    optional: {
      subject: 'subject', active: 'active', lifeSafety: 'life_safety', latching: 'latching', response: 'response_id', clocks: 'clocks', escalation: 'escalation', owner: 'owner', peak: 'peak',
      repeatedAt: instant('repeated_at'), cycles: 'cycles', chatteringSince: instant('chattering_since'), fleeting: 'fleeting', tally: 'tally', skew: 'skew', shelving: 'shelving',
      shelvingAsked: 'shelving_asked', cause: 'cause', window: 'window_id', warning: 'warning_id', exercise: 'exercise', step: 'step',
    },
  },
  person: {
    from: 'person',
    where: 'left_at is null',
    fields: {
      id: 'id', version: 'version', community: 'community_id', code: 'code', name: 'name', post: 'post', skills: 'skills', grid: 'grid',
      leftAt: instant('left_at'),
    },
  },
  shift: {
    from: 'shift',
    where: `state <> 'cancelled' and ends_at > now() - interval '1 hour' and starts_at < now() + interval '24 hours'`,
    fields: {
      id: 'id', version: 'version', community: 'community_id', person: 'person_id', post: 'post',
      startsAt: instant('starts_at'), endsAt: instant('ends_at'), state: 'state', roster: 'roster_id',
    },
  },
  run: {
    from: 'patrol_run',
    where: `state = 'walking'`,
    fields: {
      id: 'id', version: 'version', community: 'community_id', route: 'route_id', person: 'person_id', state: 'state',
      startedAt: instant('started_at'), finishedAt: instant('finished_at'), visits: 'visits', checkpoints: 'checkpoints', mode: 'mode',
    },
  },
  activation: {
    from: 'activation',
    where: `state in ('running', 'asked')`,
    fields: {
      id: 'id', version: 'version', plan: 'plan_id', scene: 'scene', name: 'name', community: 'community_id', building: 'building_id',
      place: 'place', alarm: 'alarm_id', commander: 'commander', reason: 'reason', state: 'state', startedAt: instant('started_at'),
      targetAt: instant('target_at'), finishedAt: instant('finished_at'), steps: 'steps', mode: 'mode',
    },
    optional: {
      edition: 'edition', series: 'series_id', buildings: 'buildings', unit: 'unit', area: 'area', commanderPerson: 'commander_person', commanderUser: 'commander_user', asked: 'asked',
      acceptMinutes: 'accept_minutes', requests: 'requests', notes: 'notes', parts: 'parts', late: 'late', stoodDown: 'stood_down', left: 'left_steps', touched: 'touched',
    },
  },
}

const positions: Part = {
  from: 'position_latest',
  where: 'true',
  fields: {
    person: 'person_id', community: 'community_id', at: 'round(extract(epoch from at) * 1000)::bigint', point: 'json_build_array(lon, lat)',
    accuracy: 'accuracy', battery: 'battery',
  },
}

/**
 * The picture of these communities (null: all), with the positions of those `located` (null: all) as the JSON text of a `Snapshot`, which begins with its cursor. One statement, so one
 * moment of the database, and the cursor is that moment's.
 * The JSON is made in the database, as text: at full scale, reading rows here and writing them again would stop this process for a second.
 */
export async function readSnapshotText(sql: Sql, communities: readonly string[] | null, shows: readonly Shown[], located: readonly string[] | null): Promise<string> {
  const given: string[][] = []
  const amongst = (ids: readonly string[] | null): string => (ids ? `and community_id = any($${given.push([...ids])}::uuid[])` : '')
  const among = amongst(communities)
  const people = shows.includes('person') ? list(positions, amongst(located)) : `''`
  const rows = shown.map((noun) => `'"${noun}":[', ${shows.includes(noun) ? list(parts[noun], among) : `''`}, ']'`)
  const statement = `
    select concat(
      '{"cursor":', seq, ',"at":', round(extract(epoch from clock_timestamp()) * 1000)::bigint,
      ',"rows":{', ${rows.join(`, ',', `)}, '}',
      ',"positions":[', ${people}, ']}'
    ) as text from journal_head`
  const [row] = await sql.unsafe<{ text: string }[]>(statement, given, { prepare: true })
  if (!row) throw new Error('the journal has no head')
  return row.text
}

export async function readSnapshot(sql: Sql, communities: readonly string[] | null, shows: readonly Shown[], located = communities): Promise<Snapshot> {
  return JSON.parse(await readSnapshotText(sql, communities, shows, located)) as Snapshot
}

/** Rows as JSON objects with commas between them; this way PostgreSQL takes half the time of its own json_agg. */
function list({ from, where, fields, optional = {} }: Part, among: string): string {
  const columns = Object.entries(fields).map(([name, value]) => `${value} as "${name}"`).join(', ')
  // What is null makes its whole member null, and concat leaves that out. A null within a value stays.
  const members = Object.entries(optional).map(([name, value]) => `',"${name}":' || to_json(${value})::text`)
  const row = members.length === 0 ? 'row_to_json(r)::text' : `concat(left(row_to_json(r)::text, -1), ${members.join(', ')}, '}')`
  return `(select string_agg(${row}, ',') from (select * from ${from} where ${where} ${among}) t cross join lateral (select ${columns}) r)`
}
