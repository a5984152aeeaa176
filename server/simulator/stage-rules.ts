import { hour, minute } from '#db/demo/local-time.ts'
import { phoneOf } from '#db/demo/phones.ts'
import { idOf } from '#db/demo/random.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorAlarm, DoorRequest } from '#shared/doors.ts'
import type { Order } from '#shared/orders.ts'
import type { Company } from './company.ts'

export const stages = ['lift-entrapment', 'burst-pipe', 'typhoon', 'power-cut'] as const
export type Stage = (typeof stages)[number]
export const isStage = (text: string): text is Stage => stages.some((stage) => stage === text)

/** One message of a staged emergency; `after` in milliseconds from its beginning. */
export type Cue = { after: number } & ({ door: 'alarms'; message: DoorAlarm } | { door: 'requests'; message: DoorRequest })

type AlarmCue = Pick<DoorAlarm, 'community' | 'device' | 'kind' | 'severity' | 'text'>
type RequestCue = Pick<DoorRequest, 'community' | 'building' | 'category' | 'priority' | 'title' | 'place' | 'reporter'>

const alarms: Record<Stage, readonly (AlarmCue & { after: number })[]> = {
  'lift-entrapment': [
    { after: 0, community: 'HLHY', device: '9-2-L1', kind: 'lift.trapped', severity: 'critical', text: '轿厢内 2 人，对讲已通，停于 7 层附近' },
  ],
  'burst-pipe': [
    { after: 0, community: 'ZJXA', device: 'P2', kind: 'pump.pressure-low', severity: 'major', text: '0.14 MPa（限 0.25），持续下降' },
    { after: 20_000, community: 'ZJXA', device: 'W1', kind: 'water.leak', severity: 'critical', text: '水泵房积水 12 cm，仍在上涨' },
    { after: 75_000, community: 'ZJXA', device: 'W2', kind: 'water.leak', severity: 'major', text: '配电房门口检测到积水' },
  ],
  // What hangs on the transformer tells first, then the transformer itself; after that one line is left of them, and whoever is trapped.
  'power-cut': ([
    ['SW2', 'device.silent', 'minor', '交换机无响应'], ['PG1-I', 'parking.fault', 'minor', '道闸失电，停在落杆位'], ['GW2', 'gateway.silent', 'major', '楼宇网关无心跳'],
    ['PG2-I', 'parking.fault', 'minor', '道闸控制器掉电'], ['AG2', 'device.silent', 'minor', '人脸通道无心跳'], ['9-1-L1', 'lift.fault', 'major', '控制电源丢失，轿厢停运'],
    ['T1', 'power.lost', 'critical', '1 号变压器 10 kV 进线失压'], ['FC1', 'fire.fault', 'major', '主电故障，备电投入'], ['7-1-L1', 'lift.fault', 'major', '控制电源丢失，停于 5 层'],
    ['9-2-L1', 'lift.trapped', 'critical', '断电停梯，轿厢内 1 人'], ['8-SL1', 'lighting.fault', 'minor', '楼道照明回路失电'], ['AG1', 'device.silent', 'minor', '人脸通道离线'],
  ] as const).map(([device, kind, severity, text], i) => ({ after: i * 2_000, community: 'HLHY', device, kind, severity, text })),
  'typhoon': ['HLHY', 'ZJXA', 'LWYY', 'THJC'].map((community, i) => ({
    after: i * 1_500, community, device: null, kind: 'weather.typhoon', severity: 'major' as const, text: '台风橙色预警：12 小时内平均风力可达 10 级，阵风 12 级',
  })),
}

const requests: Record<Stage, readonly (RequestCue & { after: number })[]> = {
  'lift-entrapment': [
    { after: 25_000, community: 'HLHY', building: '9', category: 'repair', priority: 'urgent', title: '电梯里有人被困，一直在按铃', place: '2 单元', reporter: '周女士' },
  ],
  'burst-pipe': [
    { after: 40_000, community: 'ZJXA', building: '8', category: 'repair', priority: 'high', title: '家里突然没水了', place: '1 单元 1802', reporter: '梁先生' },
    { after: 55_000, community: 'ZJXA', building: '14', category: 'repair', priority: 'high', title: '全楼停水，什么时候恢复', place: '2 单元 603', reporter: '何阿姨' },
    { after: 90_000, community: 'ZJXA', building: null, category: 'repair', priority: 'urgent', title: '水泵房门口往外冒水', place: '设备房', reporter: '谢先生' },
  ],
  'power-cut': [
    { after: 35_000, community: 'HLHY', building: '7', category: 'repair', priority: 'high', title: '整栋楼都没电了', place: '1 单元 902', reporter: '吴女士' },
    { after: 50_000, community: 'HLHY', building: '9', category: 'repair', priority: 'high', title: '家里突然停电，电梯也不动', place: '1 单元 1501', reporter: '蒋先生' },
  ],
  'typhoon': [
    { after: 30_000, community: 'ZJXA', building: '21', category: 'security', priority: 'high', title: '高层窗扇被风吹得松动', place: '1 单元 3001', reporter: '邓女士' },
    { after: 60_000, community: 'HLHY', building: null, category: 'greening', priority: 'high', title: '大树被风吹歪，压到步道', place: '中心花园', reporter: '冯叔叔' },
    { after: 95_000, community: 'THJC', building: '5', category: 'repair', priority: 'high', title: '阳台雨水倒灌', place: '2 单元 1204', reporter: '彭先生' },
  ],
}

/** The messages of an emergency that begins at `begun`; ids follow from that, so that a retry is the same message. */
export function cuesOf(stage: Stage, begun: number): Cue[] {
  const id = (i: number, door: string) => idOf('stage', stage, begun, door, i)
  return [
    ...alarms[stage].map(({ after, ...message }, i): Cue => ({
      after, door: 'alarms', message: { id: id(i, 'alarms'), change: 'raised', at: new Date(begun + after).toISOString(), ...message },
    })),
    ...requests[stage].map(({ after, ...message }, i): Cue => ({ after, door: 'requests', message: { id: id(i, 'requests'), description: '', phone: phoneOf(id(i, 'requests')), ...message } })),
  ].sort((a, b) => a.after - b.after)
}

/** Staged emergencies are the visitor's for this long; then they are played like everything else. */
const reserved = hour
const titles = new Set(Object.values(requests).flat().map(({ title }) => title))
const texts = new Set(Object.values(alarms).flat().map(({ text }) => text))

/** What residents report, and what the staged alarms make by rule. */
export const isStagedOrder = ({ title, description, source, reportedAt }: Order, now: number): boolean =>
  (titles.has(title) || (source === 'alarm' && texts.has(description))) && now - Date.parse(reportedAt) < reserved
export const isStagedAlarm = (alarm: Alarm, now: number): boolean => texts.has(alarm.text) && now - Date.parse(alarm.raisedAt) < reserved

/** A staged alarm ends when its plan was stood down, when its order is done, or by itself after 40 minutes. */
export function stagedAlarmIsOver(alarm: Alarm, seen: { plan: 'running' | 'finished' | null; orderDone: boolean }, now: number): boolean {
  if (!texts.has(alarm.text)) return false
  return seen.plan === 'finished' || (seen.plan === null && seen.orderDone) || (seen.plan === null && now - Date.parse(alarm.raisedAt) > 40 * minute)
}

/** Who sends what: the door names a community and a device by their codes. */
export const codesOf = (company: Company, alarm: Alarm): { community: string; device: string | null } | null => {
  const community = company.communities.find(({ id }) => id === alarm.community)
  const device = alarm.device ? company.devices.get(alarm.device) : null
  return community && device !== undefined ? { community: community.code, device: device?.code ?? null } : null
}
