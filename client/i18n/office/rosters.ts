import type { Same } from '../zh.ts'

export const zh = {
  title: '排班', lead: '本周谁在什么时候当班。时间均为小区当地时间。', week: '{{from}} – {{to}}', previous: '上一周', next: '下一周', thisWeek: '本周', today: '今天', grid: '本周排班表', person: '人员', anyPost: '所有岗位', post: '岗位', nobody: '这个小区还没有登记人员。', none: '没有这个岗位的人。',
  duty: '现在当班', dutyNone: '现在没有人当班。', dutyUntil: '{{name}}（{{post}}）至 {{time}}',
  absent: '缺勤', nextDay: '次日', fromBefore: '至 {{time}}', shiftOf: '{{name}}，{{date}} {{from}}–{{to}}，{{post}}', shiftAbsent: '{{shift}}，缺勤', bySelf: '单独安排的班次', byRoster: '由排班规则生成', postWord: '{{post}}岗',
  planShift: '安排班次', planRoster: '新建排班规则', import: '导入日历', export: '导出日历', exportHint: '导出会记入审计。', importHint: '.ics 文件（iCalendar）。每个日程的标题、说明或 X-WATCHFLOOR-CODE 中须有员工工号；重复规则按天、周、月，支持 EXDATE、UNTIL、COUNT。重复导入不会产生重复班次。', imported: '已导入：新增 {{added}}，更改 {{changed}}',
  choose: '选择人员', date: '日期', from: '开始', to: '结束', toHint: '早于或等于开始则为次日', planned: '已安排', rosterPlanned: '排班规则已建立，已生成今后 62 天的班次',
  repeat: '重复', every: '每', days: '按天', weeks: '按周', months: '按月', unit: { days_one: '天', days_other: '天', weeks_one: '周', weeks_other: '周', months_one: '个月', months_other: '个月' }, weekdays: '星期', monthDay: '每月第几天', startsOn: '开始日', until: '结束日（可不填）', untilHint: '不填则一直有效，直到结束规则', pickDay: '至少选一天。',
  rules: '排班规则', noRules: '没有排班规则。', column: { rule: '重复', hours: '时间', span: '有效期' }, open: '{{from}} 起', spanned: '{{from}} – {{to}}', hours: '{{from}}–{{to}}',
  ruleWords: { day: '每天', days: '每 {{every}} 天', week: '每周：{{days}}', weeks: '每 {{every}} 周：{{days}}', month: '每月 {{day}} 日', months: '每 {{every}} 个月，{{day}} 日', last: '最后一' },
  end: '结束', endOf: '结束规则：{{name}}', endWhat: '这一天之后的班次都会取消，已开始的班次不受影响。', lastDay: '最后一天', ended: '规则已结束，之后的班次已取消',
  miss: '标记缺勤', missOf: '缺勤：{{name}}', missWhat: '{{span}} 的班次记为缺勤，此人立即不再算当班。', missed: '已标记缺勤', cancel: '取消班次', cancelOf: '取消班次：{{name}}', cancelWhat: '{{span}} 的班次将被取消。', cancelled: '班次已取消', back: '返回',
}

export const en: Same<typeof zh> = {
  title: 'Rosters', lead: 'Who is on duty when, this week. Times are those of the community.', week: '{{from}} – {{to}}', previous: 'Week before', next: 'Week after', thisWeek: 'This week', today: 'Today', grid: 'Shifts of the week', person: 'Person', anyPost: 'All posts', post: 'Post', nobody: 'Nobody is on file here yet.', none: 'Nobody has this post.',
  duty: 'On duty now', dutyNone: 'Nobody is on duty now.', dutyUntil: '{{name}} ({{post}}) until {{time}}',
  absent: 'Absent', nextDay: 'next day', fromBefore: 'to {{time}}', shiftOf: '{{name}}, {{date}} {{from}}–{{to}}, {{post}}', shiftAbsent: '{{shift}}, absent', bySelf: 'Planned by itself', byRoster: 'Made by a roster', postWord: 'Post: {{post}}',
  planShift: 'Plan a shift', planRoster: 'New roster', import: 'Import calendar', export: 'Export calendar', exportHint: 'The export is written to the audit.', importHint: 'An .ics file (iCalendar). The title, the description or X-WATCHFLOOR-CODE of each event must name a staff code; events repeat by days, weeks or months, with EXDATE, UNTIL and COUNT. Importing again makes no shift twice.', imported: 'Imported: {{added}} new, {{changed}} changed',
  choose: 'Choose a person', date: 'Date', from: 'From', to: 'To', toHint: 'The next day where it is not later than the beginning', planned: 'Planned', rosterPlanned: 'The roster stands; its shifts of the next 62 days are made',
  repeat: 'Repeats', every: 'Every', days: 'By days', weeks: 'By weeks', months: 'By months', unit: { days_one: 'day', days_other: 'days', weeks_one: 'week', weeks_other: 'weeks', months_one: 'month', months_other: 'months' }, weekdays: 'Days of the week', monthDay: 'Day of the month', startsOn: 'First day', until: 'Last day (optional)', untilHint: 'Left empty, it goes on until it is ended', pickDay: 'Choose at least one day.',
  rules: 'Rosters', noRules: 'There is no roster.', column: { rule: 'Repeats', hours: 'Hours', span: 'Valid' }, open: 'from {{from}}', spanned: '{{from}} – {{to}}', hours: '{{from}}–{{to}}',
  ruleWords: { day: 'every day', days: 'every {{every}} days', week: 'weekly on {{days}}', weeks: 'every {{every}} weeks on {{days}}', month: 'monthly on day {{day}}', months: 'every {{every}} months on day {{day}}', last: 'last' },
  end: 'End', endOf: 'End the roster of {{name}}', endWhat: 'All shifts after this day are cancelled; one that has begun goes on.', lastDay: 'Last day', ended: 'The roster is ended; its later shifts are cancelled',
  miss: 'Mark absent', missOf: 'Absent: {{name}}', missWhat: 'The shift of {{span}} is marked absent; the person is off duty at once.', missed: 'Marked absent', cancel: 'Cancel the shift', cancelOf: 'Cancel the shift of {{name}}', cancelWhat: 'The shift of {{span}} will be cancelled.', cancelled: 'The shift is cancelled', back: 'Back',
}
