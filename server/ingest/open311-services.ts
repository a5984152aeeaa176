import { categories, type Category } from '#shared/orders.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { Many, type Fields } from './open311-document.ts'

type Service = { name: Bilingual; description: Bilingual; keywords: Bilingual; group: Bilingual }

const groups = {
  protections: { zh: '四保服务', en: 'Estate services' },
  residents: { zh: '住户服务', en: 'Resident services' },
} as const

/** Our categories as a resident reads them. */
const services: Record<Category, Service> = {
  repair: {
    name: { zh: '维修', en: 'Repair' }, group: groups.protections, keywords: { zh: '漏水, 停电, 电梯, 门锁, 路灯', en: 'leak, power, lift, lock, lamp' },
    description: { zh: '家中或公共设施损坏、漏水、停电、电梯故障等。', en: 'Something at home or in public space is broken: a leak, no power, a lift out of order.' },
  },
  security: {
    name: { zh: '秩序', en: 'Security' }, group: groups.protections, keywords: { zh: '安全, 可疑人员, 高空抛物', en: 'safety, stranger, falling object' },
    description: { zh: '安全隐患、可疑人员、高空抛物等。', en: 'A danger, a suspicious person, objects thrown from above.' },
  },
  cleaning: {
    name: { zh: '保洁', en: 'Cleaning' }, group: groups.protections, keywords: { zh: '垃圾, 异味, 楼道', en: 'litter, smell, stairway' },
    description: { zh: '垃圾堆放、楼道或公共区域不洁。', en: 'Litter, or a stairway or public place that needs cleaning.' },
  },
  greening: {
    name: { zh: '绿化', en: 'Greening' }, group: groups.protections, keywords: { zh: '树枝, 草坪, 病虫害', en: 'tree, lawn, pests' },
    description: { zh: '树枝遮挡、草坪枯黄、病虫害等。', en: 'Branches in the way, dying lawns, pests.' },
  },
  complaint: {
    name: { zh: '投诉', en: 'Complaint' }, group: groups.residents, keywords: { zh: '噪音, 扰民, 服务态度', en: 'noise, nuisance, service' },
    description: { zh: '对服务、噪音或邻里问题的投诉。', en: 'A complaint about service, noise or neighbours.' },
  },
  parking: {
    name: { zh: '停车交通', en: 'Parking and traffic' }, group: groups.residents, keywords: { zh: '车位, 占道, 道闸', en: 'parking space, blocked way, gate' },
    description: { zh: '车位被占、通道堵塞、道闸故障。', en: 'A space taken, a way blocked, a gate that does not open.' },
  },
  'resident-service': {
    name: { zh: '住户服务', en: 'Resident service' }, group: groups.residents, keywords: { zh: '咨询, 门卡, 装修', en: 'question, access card, renovation' },
    description: { zh: '咨询、办理门卡、装修申请等。', en: 'A question, an access card, a renovation permit.' },
  },
  inspection: {
    name: { zh: '巡检', en: 'Inspection' }, group: groups.protections, keywords: { zh: '检查, 隐患', en: 'check, hazard' },
    description: { zh: '请求检查一处可能有隐患的地方。', en: 'Ask for a place to be looked at.' },
  },
}

export const serviceName = (code: Category, language: Language): string => services[code].name[language]
export const serviceOf = (code: string): Category | null => categories.find((one) => one === code) ?? null

/** Out in the open there is no building to choose. */
const asksBuilding = (code: Category): boolean => code !== 'parking' && code !== 'greening'

export const serviceList = (language: Language): Many =>
  new Many('service', categories.map((code) => ({
    service_code: code, service_name: services[code].name[language], description: services[code].description[language], metadata: asksBuilding(code), type: 'realtime',
    keywords: services[code].keywords[language], group: services[code].group[language],
  })))

export type BuildingChoice = { code: string; name: Bilingual }

/** The form of a service: in which building, and where in it. */
export function serviceDefinition(code: Category, buildings: readonly BuildingChoice[], language: Language): Fields {
  const choose: Fields = {
    variable: true, code: 'building', datatype: 'singlevaluelist', required: false, datatype_description: language === 'zh' ? '请选择楼栋' : 'Choose a building', order: 1,
    description: language === 'zh' ? '在哪一栋？' : 'In which building?', values: new Many('value', buildings.map(({ code: key, name }) => ({ key, name: name[language] }))),
  }
  const place: Fields = {
    variable: true, code: 'place', datatype: 'string', required: false, datatype_description: language === 'zh' ? '例如：2 单元 1201' : 'Such as: unit 2, 1201', order: 2,
    description: language === 'zh' ? '单元、房号或位置' : 'Unit, room or spot', values: null,
  }
  return { service_code: code, attributes: new Many('attribute', asksBuilding(code) && buildings.length > 0 ? [choose, place] : [place]) }
}
