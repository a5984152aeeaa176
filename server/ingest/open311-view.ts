import { DateTime } from 'luxon'
import { overStates, type OrderState } from '#shared/orders.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import type { Fields } from './open311-document.ts'
import { serviceName } from './open311-services.ts'
import { spotOf, type Jurisdiction, type RequestRow } from './open311-store.ts'

const states: Record<OrderState, Bilingual> = {
  'reported': { zh: '已登记', en: 'Registered' }, 'assigned': { zh: '已派单', en: 'Given to somebody' }, 'accepted': { zh: '已接单', en: 'Accepted' },
  'on-the-way': { zh: '正在前往', en: 'On the way' }, 'arrived': { zh: '已到场', en: 'On site' }, 'waiting': { zh: '等待中', en: 'Waiting' },
  'done': { zh: '已处理，待确认', en: 'Done, to be confirmed' }, 'verified': { zh: '已处理并确认', en: 'Done and confirmed' }, 'closed': { zh: '已关闭', en: 'Closed' },
  'called-back': { zh: '已关闭并回访', en: 'Closed and asked afterwards' }, 'reopened': { zh: '重新处理', en: 'Taken up again' }, 'cancelled': { zh: '已取消', en: 'Cancelled' },
  'merged': { zh: '与另一报事为同一事项', en: 'The same matter as another request' },
}

const isOver = (state: OrderState): boolean => (overStates as readonly OrderState[]).includes(state)

/** In the zone of the community, with its offset; in UTC where that zone is not known. */
export function w3(instant: string, zone: string): string {
  const at = DateTime.fromMillis(Date.parse(instant), { zone })
  return at.isValid ? at.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ") : new Date(instant).toISOString()
}

/** A request in the fields and the order of the standard. What a resident wrote, and where exactly, only their own app is told. */
export function requestView(row: RequestRow, place: Jurisdiction, language: Language): Fields {
  const [long, lat] = spotOf(row, place)
  const changes = [row.reportedAt, row.assignedAt, row.respondedAt, row.arrivedAt, row.finishedAt, row.closedAt, row.calledBackAt, row.step?.at].flatMap((at) => (at ? [Date.parse(at)] : []))
  const updated = row.closedAt && isOver(row.state) ? row.closedAt : new Date(Math.max(...changes)).toISOString()
  return {
    service_request_id: row.id,
    status: isOver(row.state) ? 'closed' : 'open',
    status_notes: `${row.number} ${states[row.state][language]}`,
    service_name: serviceName(row.category, language),
    service_code: row.category,
    description: row.own ? row.description : null,
    agency_responsible: place.name[language],
    service_notice: null,
    requested_datetime: w3(row.reportedAt, place.zone),
    updated_datetime: w3(updated, place.zone),
    expected_datetime: w3(row.finishBy, place.zone),
    address: [row.own ? row.place : '', row.building?.[language] ?? '', place.name[language]].filter((part) => part !== '').join(language === 'zh' ? '，' : ', '),
    address_id: row.buildingCode,
    zipcode: null,
    lat,
    long,
    media_url: null,
  }
}
