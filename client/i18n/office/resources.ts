import type { Same } from '../zh.ts'

export const zh = {
  title: '应急资源', lead: '签约单位和自有物资：数量、有效期、联系方式。预案启动时按距离就近调用，出库随之扣减。', add: '添加资源', empty: '资源池是空的。先添加签约的维修单位、超市和医院，再登记自有物资。',
  group: { firms: '签约单位', own: '自有物资' }, head: { kind: '类别', name: '名称与地点', stock: '数量 / 应有', goodUntil: '有效期至', contact: '联系方式' },
  rule: { 'repair-firm': '维修单位 {{count}} 家', supermarket: '超市 {{count}} 家', hospital: '医院 {{count}} 家', is: '每个小区至少签约：{{list}}', kept: '已满足', missing: '还缺 {{count}} 家' },
  outOfDate: '已过期', short: '缺 {{count}}', neverTested: '联系方式从未测试', testedToday: '今天测试过', tested_one: '{{count}} 天前测试过', tested_other: '{{count}} 天前测试过', test: '测试联系', testOf: '测试联系：{{name}}', reached: '已联系上', notReached: '未联系上', noContact: '没有登记联系方式', note: '说明（可不填）', testDone: '已记录测试结果',
  change: '修改', changeOf: '修改：{{name}}', changeTitle: '修改资源', changed: '资源已修改', added: '资源已添加', save: '保存',
  end: '停用', endOf: '停用：{{name}}', endWhat: '停用后预案不再调用它，历史记录保留。', ended: '{{name}}已停用',
  field: { zh: '名称（中文）', en: '名称（英文）', amount: '数量说明', stock: '现有', wanted: '应有', contact: '联系方式', placeZh: '地点（中文）', placeEn: '地点（英文）', point: '经度, 纬度（WGS-84）', goodUntil: '有效期至' },
  sameHint: '留空与中文相同', notCounted: '留空为不计数', amountHint: '例如：20 个', pointHint: '例如：120.1536, 30.2875', badPoint: '请填“经度, 纬度”，例如 120.1536, 30.2875',
}

export const en: Same<typeof zh> = {
  title: 'Resources', lead: 'Firms under agreement and own supplies: how many, good until when, how to reach them. A plan calls on the nearest, and the stock goes down with it.', add: 'Add a resource', empty: 'The pool is empty. Add the repair firms, supermarkets and the hospital under agreement first, then own supplies.',
  group: { firms: 'Under agreement', own: 'Own supplies' }, head: { kind: 'Kind', name: 'Name and place', stock: 'There / wanted', goodUntil: 'Good until', contact: 'Contact' },
  rule: { 'repair-firm': '{{count}} repair firms', supermarket: '{{count}} supermarkets', hospital: '{{count}} hospital', is: 'Every community has under agreement: {{list}}', kept: 'Kept', missing: '{{count}} missing' },
  outOfDate: 'Out of date', short: '{{count}} short', neverTested: 'Contact never tested', testedToday: 'Tested today', tested_one: 'Tested {{count}} day ago', tested_other: 'Tested {{count}} days ago', test: 'Test contact', testOf: 'Test contact: {{name}}', reached: 'Reached', notReached: 'Not reached', noContact: 'No contact is on file', note: 'Note (optional)', testDone: 'The test is written down',
  change: 'Change', changeOf: 'Change: {{name}}', changeTitle: 'Change the resource', changed: 'The resource is changed', added: 'The resource is added', save: 'Save',
  end: 'End', endOf: 'End: {{name}}', endWhat: 'Plans no longer call on it; what happened with it stays on record.', ended: '{{name}} has ended',
  field: { zh: 'Name (Chinese)', en: 'Name (English)', amount: 'Amount in words', stock: 'There', wanted: 'Wanted', contact: 'Contact', placeZh: 'Place (Chinese)', placeEn: 'Place (English)', point: 'Longitude, latitude (WGS-84)', goodUntil: 'Good until' },
  sameHint: 'Empty: as in Chinese', notCounted: 'Empty: not counted', amountHint: 'Such as: 20 pieces', pointHint: 'Such as: 120.1536, 30.2875', badPoint: 'Longitude, latitude is wanted, such as 120.1536, 30.2875',
}
