import { CannotGoOn, readArguments } from '../cli.ts'
import { readMap, type RequestField } from '../files/request-columns.ts'
import { deviceManners, type DeviceManner } from './alarm-events.ts'

export const replayed = ['requests', 'track', 'alarms'] as const
export type Replayed = (typeof replayed)[number]

const flags = {
  speed: { type: 'string', default: '1' },
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  key: { type: 'string' },
  community: { type: 'string' },
  'to-community': { type: 'string' },
  person: { type: 'string' },
  devices: { type: 'string' },
  spread: { type: 'boolean', default: false },
  map: { type: 'string', multiple: true },
  limit: { type: 'string' },
} as const

export type ReplayCommand = {
  what: Replayed
  path: string
  speed: number
  url: string
  key: string | null
  /** Where it plays; for a track, where it is moved to. */
  community: string | null
  moved: boolean
  person: string | null
  devices: DeviceManner | null
  spread: boolean
  map: Map<RequestField, string>
  limit: number
}

/** What was asked on the command line. Throws CannotGoOn. */
export function readReplayCommand(args: string[]): ReplayCommand {
  const [name, ...rest] = args
  const what = replayed.find((one) => one === name)
  if (!what) throw new CannotGoOn(`不认识“${name}”，可回放 requests、track 或 alarms。`, `"${name}" is not known: replay requests, track or alarms.`, 2)
  const { values, positionals } = readArguments({ args: rest, options: flags, allowPositionals: true, strict: true })
  const [path, ...others] = positionals
  if (!path || others.length > 0) throw new CannotGoOn('请给出一个文件。', 'Give one file.', 2)
  const devices = deviceManners.find((one) => one === values.devices) ?? null
  if (values.devices !== undefined && !devices) throw new CannotGoOn('--devices 只能是 keep、map 或 none。', '--devices is one of keep, map, none.', 2)
  const community = values['to-community'] ?? values.community ?? null
  if (what !== 'track' && !community) throw new CannotGoOn('请用 --community 给出小区代码。', 'Name the community with --community.', 2)
  if (what === 'track' && !values.person && !community) throw new CannotGoOn('请用 --person 给出工号。', 'Name the guard with --person (staff number).', 2)
  return {
    what,
    path,
    speed: positive('speed', values.speed, 100_000),
    url: addressFrom(values.url),
    key: values.key ?? null,
    community,
    moved: values['to-community'] !== undefined,
    person: values.person ?? null,
    devices,
    spread: values.spread,
    map: readMap(values.map ?? []),
    limit: values.limit === undefined ? Infinity : positive('limit', values.limit, 10_000_000),
  }
}

function positive(flag: string, text: string, most: number): number {
  const number = Number(text)
  if (text.trim() !== '' && number > 0 && number <= most) return number
  throw new CannotGoOn(`--${flag} 应为 0 到 ${most} 之间的数。`, `--${flag} is a number above 0 and up to ${most}.`, 2)
}

function addressFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href
  throw new CannotGoOn('--url 应为 http:// 或 https:// 开头的地址。', '--url is an address that begins with http:// or https://.', 2)
}
