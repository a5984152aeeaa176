import type { Same } from '../zh.ts'

export const zh = {
  title: '接入密钥', lead: '设备、定位、监控和业务系统凭密钥送来数据、告警、位置、报事和公共预警。', empty: '还没有密钥。', more: '显示已失效的（{{count}}）', fewer: '隐藏已失效的',
  head: { name: '名称', where: '范围', doors: '可送内容', use: '最近使用', state: '状态' },
  door: { requests: '报事', alarms: '告警', positions: '位置', telemetry: '设备数据', alertmanager: '监控系统', cap: '公共预警' },
  device: '仅限一台设备', anyDevice: '不限', deviceHint: '选定后，此密钥只能以这台设备的身份送数据和告警。', noDevice: '没有找到设备', oneDevice: '仅限一台设备', company: '全公司', signed: '须签名', never: '从未使用', ago: '{{age}}前', from: '来自 {{address}}', ahead: '时钟快 {{span}}', behind: '时钟慢 {{span}}',
  state: { works: '有效', ends: '已轮换，{{time}} 失效', ended: '已失效', revoked: '{{time}} 吊销' },
  issue: '新建密钥', name: '名称', nameHint: '例如：东门道闸网关', where: '范围', what: '可以送来', signing: '消息须签名（Standard Webhooks）', signingHint: '发送方能计算签名时选用：密钥不经网络传送，旧消息重放无效。',
  rotate: '轮换', rotateOf: '轮换 {{name}}', rotateWhat: '生成一把新密钥，旧密钥在下面的时间之后失效。请在此之前把设备换成新密钥。', overlap: '旧密钥还可使用', atOnce: '立即失效', hours_one: '{{count}} 小时', hours_other: '{{count}} 小时', days_one: '{{count}} 天', days_other: '{{count}} 天',
  revoke: '吊销', revokeOf: '吊销 {{name}}', revokeWhat: '使用此密钥的设备 5 秒内会被拒绝，不能恢复。其告警将无法到达。', revoked: '已吊销',
  made: '请保存密钥', key: '密钥', signingSecret: '签名密钥', example: '试一试', mqttExample: '用 MQTT 试一试（3.1.1；端口以 MQTT_PORT 为准）', done: '完成',
}

export const en: Same<typeof zh> = {
  title: 'Machine keys', lead: 'Devices, trackers, monitoring and other systems send values, alarms, positions, requests and public warnings with a key.', empty: 'No key yet.', more: 'Show those that are over ({{count}})', fewer: 'Hide those that are over',
  head: { name: 'Name', where: 'Where', doors: 'May send', use: 'Last used', state: 'State' },
  door: { requests: 'Requests', alarms: 'Alarms', positions: 'Positions', telemetry: 'Device values', alertmanager: 'Monitoring', cap: 'Public warnings' },
  device: 'Of one device only', anyDevice: 'Any device', deviceHint: 'The key then speaks for this device alone: its values and alarms.', noDevice: 'No device found', oneDevice: 'of one device only', company: 'Whole company', signed: 'signed', never: 'never used', ago: '{{age}} ago', from: 'from {{address}}', ahead: 'clock {{span}} ahead', behind: 'clock {{span}} behind',
  state: { works: 'works', ends: 'rotated, ends {{time}}', ended: 'over', revoked: 'revoked {{time}}' },
  issue: 'New key', name: 'Name', nameHint: 'Such as: gateway at the east gate', where: 'Where', what: 'May send', signing: 'Messages must be signed (Standard Webhooks)', signingHint: 'For senders that can compute a signature: the key itself never travels, and an old message cannot be played again.',
  rotate: 'Rotate', rotateOf: 'Rotate {{name}}', rotateWhat: 'Makes a new key; the old one stops after the time below. Give the devices the new one before that.', overlap: 'The old key still works', atOnce: 'no longer', hours_one: '{{count}} hour', hours_other: '{{count}} hours', days_one: '{{count}} day', days_other: '{{count}} days',
  revoke: 'Revoke', revokeOf: 'Revoke {{name}}', revokeWhat: 'Devices that use this key are refused within 5 seconds, for good. Their alarms no longer arrive.', revoked: 'Revoked',
  made: 'Keep this key', key: 'Key', signingSecret: 'Signing secret', example: 'Try it', mqttExample: 'Try it by MQTT (3.1.1; the port is that of MQTT_PORT)', done: 'Done',
}
