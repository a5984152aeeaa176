import { CannotGoOn } from '../cli.ts'

export const requestFields = [
  'id', 'reported', 'closed', 'kind', 'title', 'description', 'place', 'building', 'community', 'lat', 'lon', 'location', 'status', 'priority', 'reporter', 'phone',
] as const
export type RequestField = (typeof requestFields)[number]

/** Which column holds which field: its place in the header, from 0. */
export type Columns = Partial<Record<RequestField, number>>

/** How others call it, best first; compared without case, spaces and signs. */
const called: Record<RequestField, readonly string[]> = {
  id: ['uniquekey', 'servicerequestid', 'requestid', 'casenumber', 'caseid', 'ticketid', 'ticketnumber', 'srnumber', 'referencenumber', '工单号', '工单编号', '编号', '单号', '受理编号', 'id', 'number', 'key'],
  reported: ['createddate', 'reporteddate', 'requesteddatetime', 'opendate', 'openeddate', 'dateopened', 'createdat', 'reportedat', 'submitteddate', 'createdtime', '报修时间', '上报时间', '受理时间', '提交时间', '创建时间', '登记时间', '时间', 'opened', 'created', 'reported', 'datetime', 'timestamp', 'date'],
  closed: ['closeddate', 'dateclosed', 'closedat', 'completiondate', 'completedat', 'resolveddate', 'finishedat', '关闭时间', '完成时间', '办结时间', '结束时间', 'closed'],
  kind: ['complainttype', 'servicename', 'requesttype', 'casetype', 'category', 'issuetype', 'srtype', 'type', '类别', '类型', '报修类型', '投诉类型', '诉求类型', '问题分类', '分类'],
  title: ['descriptor', 'subject', 'title', 'summary', 'issue', 'servicesubtype', 'subcategory', '标题', '主题', '事项', '问题'],
  description: ['description', 'details', 'resolutiondescription', 'notes', 'comments', 'body', 'text', '描述', '内容', '问题描述', '详情', '备注'],
  place: ['incidentaddress', 'address', 'addressstring', 'streetaddress', 'location_address', '地址', '位置', '地点', '房号', '房间', 'room'],
  building: ['building', 'buildingno', 'buildingnumber', '楼栋', '楼号', '栋'],
  community: ['community', 'communitycode', 'estate', 'site', '小区', '小区代码', '项目'],
  lat: ['latitude', 'lat', '纬度', 'y'],
  lon: ['longitude', 'lon', 'long', 'lng', '经度', 'x'],
  location: ['location', 'coordinates', 'latlon', 'latlong', 'geolocation', '坐标', '经纬度'],
  status: ['status', 'statusdescription', 'state', 'casestatus', '状态', '处理状态', '工单状态'],
  priority: ['priority', 'urgency', 'severity', '优先级', '紧急程度'],
  reporter: ['reporter', 'requestor', 'contactname', 'reportedby', '报修人', '上报人', '业主', '姓名', '联系人'],
  phone: ['phone', 'phonenumber', 'mobile', 'contactphone', '电话', '手机', '联系电话', '手机号'],
}

/** A column as it is called, whatever its case, spaces and signs. */
export const plain = (name: string): string => name.toLowerCase().replace(/[\s_\-./()（）:：#*"']+/g, '')

/** Guesses from the header; a column serves one field. `map` overrides by column name. Throws CannotGoOn for a name that is not there. */
export function chooseColumns(header: readonly string[], map: ReadonlyMap<RequestField, string>): Columns {
  const names = header.map(plain)
  const columns: Columns = {}
  for (const [field, name] of map) {
    const at = header.indexOf(name) >= 0 ? header.indexOf(name) : names.indexOf(plain(name))
    if (at < 0) throw new CannotGoOn(`没有名为“${name}”的列，文件中有：${header.join('、')}。`, `There is no column "${name}"; the file has ${header.join(', ')}.`, 2)
    columns[field] = at
  }
  const used = new Set(Object.values(columns))
  for (const field of requestFields) {
    if (columns[field] !== undefined) continue
    const name = called[field].find((one) => names.some((held, at) => held === plain(one) && !used.has(at)))
    const at = name === undefined ? -1 : names.findIndex((held, place) => held === plain(name) && !used.has(place))
    if (at < 0) continue
    columns[field] = at
    used.add(at)
  }
  return columns
}

/** `field=column`, given once or more, several parted by commas. Throws CannotGoOn. */
export function readMap(pairs: readonly string[]): Map<RequestField, string> {
  const map = new Map<RequestField, string>()
  for (const pair of pairs.flatMap((text) => text.split(/,(?=[a-z]+=)/))) {
    const [, name = '', column = ''] = /^\s*([a-z]+)\s*=\s*(.+?)\s*$/.exec(pair) ?? []
    const field = requestFields.find((one) => one === name)
    if (!field || column === '') {
      throw new CannotGoOn(`--map 应为 字段=列名，字段有：${requestFields.join('、')}。`, `--map is field=column; the fields are ${requestFields.join(', ')}.`, 2)
    }
    map.set(field, column)
  }
  return map
}
