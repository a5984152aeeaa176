import type { Same } from '../zh.ts'

export const zh = {
  title: '告警规则', lead: '设备的数值怎样变成告警。新规则先是停用的：用历史数据试算过，再启用。一台设备的规则，先于它这一类的。', set: '新增规则', empty: '还没有规则：设备的数值只记录，不会自己变成告警。',
  head: { name: '规则', target: '对象', test: '条件', alarm: '告警', state: '状态', changed: '最近更改' },
  everyOf: '所有{{kind}}', of: '{{device}}', on: '已启用', off: '停用', turnOn: '启用', turnOff: '停用', turn: '{{name}}：{{state}}',
  value: { yes: '是', no: '否' }, unknownDevice: '一台设备',
  test: {
    above: '{{key}}高于 {{limit}}', aboveFor: '{{key}}高于 {{limit}} 持续 {{time}}', below: '{{key}}低于 {{limit}}', belowFor: '{{key}}低于 {{limit}} 持续 {{time}}', duration: '{{key}}为 {{value}} 持续 {{time}}',
    repetition: '{{key}}在 {{time}} 内 {{times}} 次变为 {{value}}', missing: '{{time}} 没有{{key}}数据', change: '{{key}}变为 {{value}}', changeFrom: '{{key}}由 {{from}} 变为 {{value}}',
    backAbove: '回到 {{back}} 或以下恢复', backBelow: '回到 {{back}} 或以上恢复', backDuration: '不再为 {{value}} 时恢复', backRepetition: '{{time}} 内不再发生时恢复', backMissing: '有数据时恢复', backChange: '不再为 {{value}} 时恢复',
  },
  time: { seconds_one: '{{count}} 秒', seconds_other: '{{count}} 秒', minutes_one: '{{count}} 分钟', minutes_other: '{{count}} 分钟', hours_one: '{{count}} 小时', hours_other: '{{count}} 小时', days_one: '{{count}} 天', days_other: '{{count}} 天' },
  unit: { seconds: '秒', minutes: '分钟', hours: '小时' },
  form: {
    set: '新增规则', change: '更改规则', nameZh: '名称', nameEn: '英文名称', nameEnHint: '不填则与名称相同', place: '范围', about: '对象', aboutKind: '一类设备', aboutDevice: '一台设备', kind: '设备类型', device: '设备', deviceHint: '按编号或名称查找',
    key: '数值', keyHint: '设备上报的字段，可直接填写', test: '怎样算异常', kindOf: { above: '高于限值', below: '低于限值', duration: '持续为某个值', repetition: '反复变为某个值', missing: '没有数据', change: '变为某个值' },
    limit: '限值', deadband: '回差', deadbandHint: '回落多少才算恢复，避免来回跳', delay: '持续多久', seconds: '多久', within: '多长时间内', times: '几次', equals: '哪个值', from: '原来的值', fromHint: '不填：原来是什么都算', valueHint: '数字、是、否，或设备上报的文字',
    alarm: '告警类型', other: '其他（填代码）', code: '类型代码', codeHint: '小写字母、数字、点和连字符，如 ups.battery-low', severity: '级别', amount: '{{name}}：数量', amountUnit: '{{name}}：单位',
    sentence: '{{test}}时，报“{{alarm}}”；{{back}}。', save: '保存', saved: '已保存，尚未启用', changed: '已更改', effect: '规则已启用：更改立即生效，由它报出的告警会重新判断。',
  },
  trial: {
    act: '用历史试算', again: '重新试算', busy: '正在翻看历史数据…', span: { day: '最近 1 天', week: '最近 7 天', month: '最近 30 天' }, spanLabel: '试算时段', failed: '试算没有完成。',
    none: '{{span}}不会报警。', would_one: '{{span}}会报警 {{count, number}} 次，', would_other: '{{span}}会报警 {{count, number}} 次，', devices_one: '涉及 {{count, number}} 台设备', devices_other: '涉及 {{count, number}} 台设备',
    measured: '共 {{devices, number}} 台设备有这项数据，{{readings, number}} 个读数。', nothing: '没有设备报过这项数据，无从试算。', cut: '数据太多，只算了最近的一部分。',
    length: '最短 {{shortest}}，最长 {{longest}}', standing_one: '{{count}} 次至今未恢复', standing_other: '{{count}} 次至今未恢复', chart: '每天的告警次数', day: '{{day}}：{{count}} 次', most: '最多的设备', times_one: '{{count, number}} 次', times_other: '{{count, number}} 次',
    many: '每天超过 {{count}} 次：值班员看不过来，宜放宽限值、加大回差或延长时间。',
  },
  turningOn: { title: '启用规则', what: '启用后，“{{test}}”即报告警“{{alarm}}”，对象：{{target}}。', act: '启用', done: '已启用' },
  turningOff: { title: '停用规则', what: '“{{name}}”停用后不再判断；由它报出、尚未恢复的告警随之恢复。', act: '停用', done: '已停用' },
  end: { act: '删除', title: '删除规则', what: '“{{name}}”将删除；由它报出、尚未恢复的告警随之恢复。历史保留。', done: '已删除' },
}

export const en: Same<typeof zh> = {
  title: 'Alarm rules', lead: 'How values of devices become alarms. A new rule is off: try it on history, then switch it on. A rule of one device counts for more than one of its kind.', set: 'New rule', empty: 'No rule yet: values are kept, and never become alarms by themselves.',
  head: { name: 'Rule', target: 'Of what', test: 'Test', alarm: 'Alarm', state: 'State', changed: 'Last changed' },
  everyOf: 'Every {{kind}}', of: '{{device}}', on: 'On', off: 'Off', turnOn: 'Switch on', turnOff: 'Switch off', turn: '{{name}}: {{state}}',
  value: { yes: 'yes', no: 'no' }, unknownDevice: 'One device',
  test: {
    above: '{{key}} above {{limit}}', aboveFor: '{{key}} above {{limit}} for {{time}}', below: '{{key}} below {{limit}}', belowFor: '{{key}} below {{limit}} for {{time}}', duration: '{{key}} is {{value}} for {{time}}',
    repetition: '{{key}} becomes {{value}} {{times}} times within {{time}}', missing: 'no {{key}} for {{time}}', change: '{{key}} becomes {{value}}', changeFrom: '{{key}} goes from {{from}} to {{value}}',
    backAbove: 'over at {{back}} or less', backBelow: 'over at {{back}} or more', backDuration: 'over when it is no longer {{value}}', backRepetition: 'over when it did not happen for {{time}}', backMissing: 'over with the next value', backChange: 'over when it is no longer {{value}}',
  },
  time: { seconds_one: '{{count}} s', seconds_other: '{{count}} s', minutes_one: '{{count}} min', minutes_other: '{{count}} min', hours_one: '{{count}} h', hours_other: '{{count}} h', days_one: '{{count}} day', days_other: '{{count}} days' },
  unit: { seconds: 'seconds', minutes: 'minutes', hours: 'hours' },
  form: {
    set: 'New rule', change: 'Change a rule', nameZh: 'Name', nameEn: 'English name', nameEnHint: 'As the name where it is left empty', place: 'Place', about: 'Of what', aboutKind: 'A kind of device', aboutDevice: 'One device', kind: 'Kind', device: 'Device', deviceHint: 'Search by code or name',
    key: 'Value', keyHint: 'The field that devices send; type any', test: 'What is abnormal', kindOf: { above: 'Above a limit', below: 'Below a limit', duration: 'Something for too long', repetition: 'Something again and again', missing: 'No data', change: 'Becoming something' },
    limit: 'Limit', deadband: 'Deadband', deadbandHint: 'How far back it has to be to be over', delay: 'For how long', seconds: 'For how long', within: 'Within', times: 'Times', equals: 'Which value', from: 'From which value', fromHint: 'Empty: from any', valueHint: 'A number, yes, no, or a word that the device sends',
    alarm: 'Alarm', other: 'Another (by code)', code: 'Code of the kind', codeHint: 'Small letters, digits, dots and hyphens, such as ups.battery-low', severity: 'Severity', amount: '{{name}}: amount', amountUnit: '{{name}}: unit',
    sentence: 'When {{test}}: “{{alarm}}”; {{back}}.', save: 'Save', saved: 'Saved, and off as yet', changed: 'Changed', effect: 'The rule is on: a change counts at once, and what stands by it is judged anew.',
  },
  trial: {
    act: 'Try on history', again: 'Try again', busy: 'Reading history…', span: { day: 'In the last day', week: 'In the last 7 days', month: 'In the last 30 days' }, spanLabel: 'How far back', failed: 'It could not be tried.',
    none: '{{span}} it would have raised nothing.', would_one: '{{span}} it would have raised {{count, number}} alarm, ', would_other: '{{span}} it would have raised {{count, number}} alarms, ', devices_one: 'at {{count, number}} device', devices_other: 'at {{count, number}} devices',
    measured: '{{devices, number}} devices send this value; {{readings, number}} readings.', nothing: 'No device has sent this value: there is nothing to try it on.', cut: 'There was too much: only the newest part was read.',
    length: 'shortest {{shortest}}, longest {{longest}}', standing_one: '{{count}} would still stand', standing_other: '{{count}} would still stand', chart: 'Alarms by day', day: '{{day}}: {{count}}', most: 'Most of them', times_one: '{{count, number}} time', times_other: '{{count, number}} times',
    many: 'More than {{count}} a day: nobody can follow that. Widen the limit, the deadband or the time.',
  },
  turningOn: { title: 'Switch a rule on', what: 'From now on “{{test}}” raises “{{alarm}}”. Of what: {{target}}.', act: 'Switch on', done: 'It is on' },
  turningOff: { title: 'Switch a rule off', what: '“{{name}}” judges no more; alarms that stand by it are over.', act: 'Switch off', done: 'It is off' },
  end: { act: 'Delete', title: 'Delete a rule', what: '“{{name}}” goes; alarms that stand by it are over. Its history stays.', done: 'Deleted' },
}
