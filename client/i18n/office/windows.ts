import type { Same } from '../zh.ts'

export const zh = {
  title: '检修时段', lead: '检修期间照常监测，但不响铃、不列出；恢复正常照样通过，危及人身安全的告警始终响。', plan: '安排检修', empty: '没有检修。安排一次检修，期间该设备的告警不打扰值守。', emptyDevice: '此设备没有检修。',
  group: { running: '进行中', planned: '已安排', past: '近 30 天' }, head: { what: '范围', time: '时间', reason: '事由', by: '安排人', state: '状态' },
  whole: '整个小区', building: '整栋楼', devices: '{{name}}等 {{count, number}} 台设备', from: '自', left: '还剩 {{age}}', starts: '{{age}}后开始',
  state: { planned: '已安排', running: '进行中', over: '已结束', cancelled: '已取消' }, endedAt: '{{time}} 结束', cancelledAt: '{{time}} 取消',
  of: '只看设备：{{name}}', ofAll: '看全部',
  form: {
    title: '安排检修', of: '检修对象', about: { devices: '设备', building: '楼栋', community: '整个小区' }, devices: '设备', devicesHint: '按编号或名称查找', building: '楼栋', from: '开始', fromNow: '留空为现在', until: '结束', reason: '事由', reasonHint: '例如：3 号泵更换轴承', hours: '{{count}} 小时',
    covers: '涵盖 {{count, number}} 台设备。', coversNone: '请先选择。', standing: '其中现有 {{count, number}} 条告警照常显示。', badSpan: '结束须晚于开始和现在。', lifeSafety: '电梯困人、火警、燃气泄漏照常响。', submit: '安排', done: '已安排检修', started: '检修已开始',
  },
  end: '提前结束', cancel: '取消检修', endTitle: '提前结束检修', cancelTitle: '取消检修', endWhat: '{{what}}的检修现在结束：仍未恢复的告警立即响铃并列出。', cancelWhat: '{{what}}的检修不再进行。', ended: '检修已结束', cancelled: '检修已取消', why: '说明（可不填）',
}

export const en: Same<typeof zh> = {
  title: 'Maintenance windows', lead: 'While work goes on, alarms are measured, neither heard nor listed; returning to normal is let through, and life safety is always heard.', plan: 'Plan maintenance', empty: 'No maintenance. Plan some, and alarms of those devices do not disturb the room meanwhile.', emptyDevice: 'No maintenance of this device.',
  group: { running: 'Running', planned: 'Planned', past: 'Last 30 days' }, head: { what: 'Of', time: 'Time', reason: 'Reason', by: 'Planned by', state: 'State' },
  whole: 'The whole community', building: 'The whole building', devices: '{{name}} and others, {{count, number}} devices', from: 'since', left: '{{age}} left', starts: 'begins in {{age}}',
  state: { planned: 'Planned', running: 'Running', over: 'Over', cancelled: 'Cancelled' }, endedAt: 'ended {{time}}', cancelledAt: 'cancelled {{time}}',
  of: 'Only of: {{name}}', ofAll: 'Show all',
  form: {
    title: 'Plan maintenance', of: 'Of what', about: { devices: 'Devices', building: 'A building', community: 'The whole community' }, devices: 'Devices', devicesHint: 'Find by code or name', building: 'Building', from: 'From', fromNow: 'Empty: now', until: 'Until', reason: 'Reason', reasonHint: 'Such as: new bearings for pump 3', hours: '{{count}} h',
    covers: 'Covers {{count, number}} devices.', coversNone: 'Choose first.', standing: '{{count, number}} alarms that stand there stay in view.', badSpan: 'It has to end after it begins, and after now.', lifeSafety: 'People trapped, fire and gas are heard all the same.', submit: 'Plan', done: 'Maintenance is planned', started: 'Maintenance has begun',
  },
  end: 'End now', cancel: 'Cancel', endTitle: 'End maintenance early', cancelTitle: 'Cancel maintenance', endWhat: 'Maintenance of {{what}} ends now: alarms that still hold are heard and listed at once.', cancelWhat: 'Maintenance of {{what}} will not take place.', ended: 'Maintenance has ended', cancelled: 'Maintenance was cancelled', why: 'Note (optional)',
}
