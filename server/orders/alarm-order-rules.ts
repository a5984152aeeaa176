import { isAside, knownAlarmKinds, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import { priorities, type Order, type ReportOrder } from '#shared/orders.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import type { z } from 'zod'
import { alarmKindWords } from '../alarm-words.ts'
import { plainLine } from '../files/plain-text.ts'
import { inHand } from './order-rules.ts'

export type OrderRule = NonNullable<AlarmResponse['order']>
/** Where a device is, as its owner says it. */
export type Machine = { unit: string | null; floor: string | null; room: string | null }

/** Whether somebody has to go for it: it is no test, and nobody put it aside. */
export const wantsOrder = (alarm: Alarm): boolean => alarm.mode === real && !alarm.exercise && !isAside(alarm)

/** Whether this version is its coming back after it had gone, not one more time that it says that it holds. */
export const cameBack = ({ repeatedAt, cycles }: Pick<Alarm, 'repeatedAt' | 'cycles'>): boolean => Boolean(repeatedAt) && cycles?.at(-1) === repeatedAt

/**
 * Of the open orders of a community the one that an alarm belongs to: of the same device or, where it has none, of the same building and
 * category (and by the same name, where it has no building either); that came from an alarm too or is about the same facility. Never one that is less urgent: whoever is trapped does not wait
 * in the order of a fault that was left for tomorrow.
 */
export function orderToJoin(alarm: Alarm, rule: OrderRule, open: readonly Order[]): Order | null {
  const fits = (order: Order): boolean => {
    if (order.alarm === alarm.id) return true
    const beside = !order.device && order.building === alarm.building && order.category === rule.category
    const there = alarm.device ? order.device === alarm.device : beside && (alarm.building !== null || order.title === titleOf(alarm))
    const alike = order.source === 'alarm' || (rule.facility !== null && order.facility === rule.facility)
    return there && alike && priorities.indexOf(order.priority) <= priorities.indexOf(rule.priority)
  }
  const found = open.filter((order) => order.mode === real && inHand(order) && fits(order))
  return found.toSorted((a, b) => Number(b.alarm === alarm.id) - Number(a.alarm === alarm.id) || (a.reportedAt < b.reportedAt ? -1 : 1))[0] ?? null
}

/** What is reported where none is open: "电梯故障 · 1 号梯". */
export function orderOf(alarm: Alarm, rule: OrderRule, machine: Machine | null): z.input<typeof ReportOrder> {
  return {
    community: alarm.community, building: alarm.building, device: alarm.device, point: alarm.point, alarm: alarm.id, source: 'alarm', ...rule,
    title: titleOf(alarm), description: plainLine(alarm.text, 400),
    place: plainLine([machine?.unit, machine?.floor, machine?.room].filter(Boolean).join(' '), 120),
  }
}

const titleOf = (alarm: Alarm): string => plainLine(aboutAlarm(alarm).zh, 120)

/** The English of its order's title; null where it is the same. */
export function titleEnOf(alarm: Alarm): string | null {
  const title = plainLine(aboutAlarm(alarm).en, 120)
  return title === titleOf(alarm) ? null : title
}

/** What an order's history says of alarms that come to it, and of those that went before anybody had moved. */
export const joinedNote = (alarm: Alarm): string => both({ zh: `又有告警：${aboutAlarm(alarm).zh}`, en: `Another alarm: ${aboutAlarm(alarm).en}` })
export const goneNote = both({ zh: '告警已恢复，请判断是否仍需到场', en: 'The alarm has gone: decide whether somebody still has to go' })

function aboutAlarm({ kind, text, deviceName }: Pick<Alarm, 'kind' | 'text' | 'deviceName'>): Bilingual {
  const known = knownAlarmKinds.find((one) => one === kind)
  const what = known ? alarmKindWords[known] : bilingual(text || kind)
  return deviceName ? { zh: `${what.zh} · ${deviceName.zh}`, en: `${what.en} · ${deviceName.en}` } : what
}

/** What is written down once has both languages, since nobody knows who reads it. */
function both({ zh, en }: Bilingual): string {
  return `${zh} / ${en}`
}
