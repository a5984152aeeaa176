import type { Same } from '../zh.ts'

export const zh = {
  title: '交接班', lead: '每次换班时由系统写下的交接单，双方签字。', of: '{{community}} 交接班', history: '交接记录', empty: '这个小区还没有交接班记录。排好值班经理的班次后，换班时会自动写交接单。', back: '返回列表', print: '打印', view: '查看', none: '现在没有待接的班。', choose: '以下小区待接班', gone: '这次交接班已不在最近的记录中。',
  column: { at: '换班时间', people: '交班 → 接班', state: '状态', given: '交班签字', taken: '接班签字' },
  written: '以下内容写于换班时，倒计时为现在。',
  section: { alarms: '未结的紧急与重要告警', orders: '未结的紧急与较急工单', shelved: '搁置的告警', plans: '运行中的预案与演练', promises: '两小时内到期或已超时的承诺', feeds: '没有消息的数据来源', absent: '缺勤人员' },
  nothing: '没有：{{what}}。', restOrders_one: '另有 {{count}} 张未结工单', restOrders_other: '另有 {{count}} 张未结工单', restAlarms_one: '另有 {{count}} 条未结告警', restAlarms_other: '另有 {{count}} 条未结告警', left: '剩 {{time}}', late: '超时 {{time}}',
  notes: '交接说明', noNotes: '没有补充说明。', note: '补充说明', noteHint: '例如：2 号门钥匙在岗亭', addNote: '添加说明', noted: '说明已添加',
  sides: { give: '交班', take: '接班' }, nobody: '排班上无人', unsigned: '未签', signed: '{{name}} {{time}} 签', absentGiver: '交班人没有签字。', other: '排班：{{name}}',
  give: { button: '签交班', does: '确认交接单和说明属实，把这个班交给{{name}}。', doesOpen: '确认交接单和说明属实，交出这个班。', done: '已签交班' },
  take: { button: '签接班', does: '从现在起由您值守。{{name}}确认过的告警、指挥的预案会转到您名下。', doesOpen: '从现在起由您值守。', noGive: '交班人还没有签字，仍可接班，交接单上会写明。', done: '已接班' },
  looksOnly: '您的角色只能查看交接班。', otherSide: '您这一方不需要再签。', changed: '别人刚刚更改了这张交接单，已显示最新状态，请看过后再决定。',
}

export const en: Same<typeof zh> = {
  title: 'Handovers', lead: 'At every change of shift the system writes a sheet, and both sides sign it.', of: 'Handover at {{community}}', history: 'History of handovers', empty: 'No change of shift has been written down here yet. Once duty managers are on the roster, each change makes a sheet.', back: 'Back to the list', print: 'Print', view: 'View', none: 'No shift waits to be taken over.', choose: 'Waiting to be taken over', gone: 'This handover is no longer among the latest.',
  column: { at: 'Change of shift', people: 'From → to', state: 'State', given: 'Handed over by', taken: 'Taken over by' },
  written: 'Written at the change of shift; the countdowns are as of now.',
  section: { alarms: 'Critical and major alarms that stand', orders: 'Open orders, urgent and high', shelved: 'Shelved alarms', plans: 'Plans and drills that run', promises: 'Promises that run out within two hours, or have', feeds: 'Feeds that are quiet', absent: 'Absent' },
  nothing: 'None: {{what}}.', restOrders_one: '{{count}} more open order', restOrders_other: '{{count}} more open orders', restAlarms_one: '{{count}} more standing alarm', restAlarms_other: '{{count}} more standing alarms', left: '{{time}} left', late: 'late by {{time}}',
  notes: 'Notes', noNotes: 'No notes.', note: 'Note', noteHint: 'For example: the key of gate 2 is in the guard house', addNote: 'Add note', noted: 'Note added',
  sides: { give: 'Hands over', take: 'Takes over' }, nobody: 'nobody on the roster', unsigned: 'not signed', signed: '{{name}}, {{time}}', absentGiver: 'Who went has not signed.', other: 'on the roster: {{name}}',
  give: { button: 'Sign: hand over', does: 'Confirms the sheet and the notes, and hands this shift to {{name}}.', doesOpen: 'Confirms the sheet and the notes, and hands this shift over.', done: 'Handed over' },
  take: { button: 'Sign: take over', does: 'From now on you are on duty. Alarms that {{name}} acknowledged and plans that they command become yours.', doesOpen: 'From now on you are on duty.', noGive: 'Who goes has not signed. You can take over all the same; the sheet will say so.', done: 'Taken over' },
  looksOnly: 'Your role can only look at handovers.', otherSide: 'There is nothing left for you to sign.', changed: 'Somebody has just changed this sheet. You see it as it is now: look at it and decide again.',
}
