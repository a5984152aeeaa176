import { setTimeout as sleep } from 'node:timers/promises'
import type { Door } from '#shared/doors.ts'
import { CannotGoOn, runCommand, type Said, type Terminal } from './cli.ts'
import { readConfig } from './config.ts'
import { readWhole } from './files/file-text.ts'
import { openCsv } from './files/csv-file.ts'
import { issueKey, revokeKey } from './ingest/machine-key-store.ts'
import { openInstallation, type Opened } from './installation.ts'
import { alarmEvents } from './replay/alarm-events.ts'
import { alarmColumns, readAlarm, type AlarmLog } from './replay/alarm-log.ts'
import { readAlertmanager } from './replay/alertmanager.ts'
import { DoorClient } from './replay/door-client.ts'
import type { Event } from './replay/event.ts'
import { mostTrackBytes, readGpx } from './replay/gpx.ts'
import { readGround, type Ground } from './replay/ground.ts'
import { play, type Clock, type Playing } from './replay/play.ts'
import { readReplayCommand, type ReplayCommand } from './replay/replay-command.ts'
import { requestEvents } from './replay/request-events.ts'
import { trackOnto } from './replay/track-onto.ts'

const help: Said = {
  zh: `用法：npm run replay -- requests|track|alarms <文件> [--speed <倍数>] [--url <地址>] [--key wf_…]
  requests <文件.csv>  --community <代码> [--spread 按地址分到各楼栋] [--map 字段=列名]   居民报事
  track <文件.gpx>     --person <工号> [--to-community <代码> 移到该小区]               一名巡逻人员的位置
  alarms <文件>        --community <代码> [--devices keep|map|none]                    设备告警（CSV 或 Alertmanager 消息）
  --limit <条数>       只放前若干条
  不给 --key 时，在本机安装中临时生成一把密钥，结束后作废。GPX 文件最大 20 MB。`,
  en: `Usage: npm run replay -- requests|track|alarms <file> [--speed <n>] [--url <address>] [--key wf_…]
  requests <file.csv>  --community <code> [--spread over the buildings, by address] [--map field=column]   as residents' reports
  track <file.gpx>     --person <staff number> [--to-community <code> moves it there]                     as a guard's positions
  alarms <file>        --community <code> [--devices keep|map|none]                                       as device alarms (CSV or Alertmanager bodies)
  --limit <n>          only the first n
  Without --key one is made in the installation on this machine and revoked at the end. A GPX file has at most 20 MB.`,
}

const operator = { kind: 'system', id: 'replay', name: '回放 / replay' } as const
const doorOf = { requests: 'requests', track: 'positions', alarms: 'alarms' } as const satisfies Record<ReplayCommand['what'], Door>

const clock: Clock = {
  now: Date.now,
  until: async (at, stop) => {
    const wait = at - Date.now()
    if (wait > 0) await sleep(wait, undefined, { signal: stop }).catch(() => undefined)
  },
}

await runCommand(help, async (terminal) => {
  const args = process.argv.slice(2)
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return terminal.say(help)
  const command = readReplayCommand(args)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  let opened: Opened | null = null
  try {
    opened = command.key === null ? await openInstallation(readConfig(), (line) => terminal.complain({ zh: line, en: line })) : null
    const ground = opened && command.community !== null ? await readGround(opened.parts, command.community) : null
    const events = (await readEvents(command, ground, terminal)).slice(0, command.limit)
    if (events.length === 0) throw new CannotGoOn(`${command.path} 里没有能回放的内容。`, `There is nothing to play in ${command.path}.`)
    await withKey(command, opened, ground, (key) => playAll(events, command, key, terminal, stop.signal))
  } finally {
    await opened?.close()
  }
})

async function withKey(command: ReplayCommand, opened: Opened | null, ground: Ground | null, run: (key: string) => Promise<void>): Promise<void> {
  if (command.key !== null || !opened) return run(command.key ?? '')
  const { id, secret } = await issueKey(opened.parts, { name: 'replay', community: ground?.id ?? null, doors: [doorOf[command.what]] }, operator)
  try {
    await run(secret)
  } finally {
    await revokeKey(opened.parts, id, operator)
  }
}

async function playAll(events: Event[], command: ReplayCommand, key: string, terminal: Terminal, stop: AbortSignal): Promise<void> {
  const span = Math.max(...events.map((event) => event.at)) - Math.min(...events.map((event) => event.at))
  terminal.say({
    zh: `${events.length} 条，跨 ${duration(span)}，以 ${command.speed} 倍速放 ${duration(span / command.speed)}，送往 ${command.url}`,
    en: `${events.length} messages over ${duration(span)}, played at ${command.speed}x in ${duration(span / command.speed)}, to ${command.url}`,
  })
  const client = new DoorClient(command.url, key, terminal.language)
  let toldAt = Date.now()
  const playing = await play(events, command.speed, client, clock, stop, (now) => {
    if (Date.now() - toldAt < 10_000) return
    toldAt = Date.now()
    terminal.say({ zh: `已放 ${now.sent} / ${events.length}`, en: `${now.sent} of ${events.length} played` })
  })
  summary(playing, events.length, terminal)
  if (playing.taken === 0) throw new CannotGoOn('没有一条被接收。', 'Not one message was taken.')
}

function summary({ sent, taken, refused, retries, reasons }: Playing, all: number, { say, complain }: Terminal): void {
  for (const [reason, count] of [...reasons].toSorted((a, b) => b[1] - a[1]).slice(0, 5)) complain({ zh: `未接收 ${count} 条：${reason}`, en: `${count} refused: ${reason}` })
  say({
    zh: `共 ${all} 条：送出 ${sent}，接收 ${taken}，未接收 ${refused}，重试 ${retries} 次`,
    en: `${all} messages: ${sent} sent, ${taken} taken, ${refused} refused, ${retries} retries`,
  })
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

function readEvents(command: ReplayCommand, ground: Ground | null, terminal: Terminal): Promise<Event[]> {
  return { requests: readRequests, track: readTrack, alarms: readAlarms }[command.what](command, ground, terminal)
}

async function readRequests(command: ReplayCommand, ground: Ground | null, terminal: Terminal): Promise<Event[]> {
  const file = await openCsv(command.path)
  terminal.say(file.told)
  const onto = { community: command.community ?? '', zone: ground?.zone ?? 'UTC', buildings: command.spread ? (ground?.buildings ?? []) : [] }
  const { events, rows, problems } = await requestEvents(file, command.map, onto)
  tellProblems(rows, problems, terminal)
  return events
}

async function readTrack(command: ReplayCommand, ground: Ground | null, terminal: Terminal): Promise<Event[]> {
  const track = readGpx(await readWhole(command.path, mostTrackBytes), command.path)
  if (track.skipped > 0) terminal.complain({ zh: `${track.skipped} 个点无法读懂，已略过。`, en: `${track.skipped} points cannot be read and were passed over.` })
  if (!track.timed) terminal.say({ zh: '轨迹没有时间，按步行速度 1.3 米/秒播放。', en: 'The track has no times; it is walked at 1.3 m/s.' })
  const person = command.person ?? ground?.guards[0]
  if (person === undefined) throw new CannotGoOn('该小区没有保安，请用 --person 给出工号。', 'The community has no guard; name a person with --person.', 2)
  if (command.moved && !ground) throw new CannotGoOn('--to-community 需要本机安装（不给 --key）。', '--to-community needs the installation on this machine (no --key).', 2)
  const moved = command.moved && ground ? trackOnto(track.points, ground.points) : { points: track.points, scale: 1 }
  if (moved.scale < 1) {
    const percent = Math.round(moved.scale * 100)
    terminal.say({ zh: `轨迹比小区大，已缩小到 ${percent} %。`, en: `The track is larger than the community and was shrunk to ${percent} %.` })
  }
  return moved.points.map(({ seconds, point }) => ({ door: 'positions', at: seconds, message: { person, point } }))
}

async function readAlarms(command: ReplayCommand, ground: Ground | null, terminal: Terminal): Promise<Event[]> {
  const manner = command.devices ?? (ground ? 'map' : 'keep')
  const events = (log: AlarmLog['alarms']): Event[] => alarmEvents(log, command.community ?? '', manner, ground?.devices ?? [])
  if (/\.(json|ndjson|jsonl)$/i.test(command.path)) return events(readAlertmanager(await readWhole(command.path, mostTrackBytes), command.path))
  const file = await openCsv(command.path)
  const columns = alarmColumns(file.header, command.path)
  const log: AlarmLog = { alarms: [], rows: 0, problems: [] }
  for await (const record of file.records()) {
    log.rows++
    const read = record.cells ? readAlarm(record.cells, columns) : record.problem
    if ('zh' in read) log.problems.push({ line: record.line, said: read })
    else log.alarms.push(read)
  }
  tellProblems(log.rows, log.problems, terminal)
  return events(log.alarms)
}

function tellProblems(rows: number, problems: { line: number; said: Said }[], { say, complain }: Terminal): void {
  for (const { line, said } of problems.slice(0, 20)) complain({ zh: `第 ${line} 行未读：${said.zh}`, en: `Line ${line} left out: ${said.en}` })
  say({ zh: `共 ${rows} 行，未读 ${problems.length} 行`, en: `${rows} rows, ${problems.length} left out` })
}
