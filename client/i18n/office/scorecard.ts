import type { Same } from '../zh.ts'

export const zh = {
  title: '告警绩效', lead: '按 ISA-18.2、EEMUA 191 和应答标准衡量一个月的告警：值守的人能不能信它，有没有答它。', month: '月份', export: '导出 CSV', exportHint: '导出会记入审计。', print: '打印', empty: '这个月没有告警。',
  sum: '共 {{alarms}} 条告警；另有 {{suppressed}} 条因上级停报，{{shelved}} 条被搁置过，{{fleeting}} 条转瞬即逝。',
  rate: '每人每 10 分钟', most: '最忙的 10 分钟', flood: '风暴时间', floods_one: '{{share}}（{{count}} 次 {{minutes}} 分钟）', floods_other: '{{share}}（{{count}} 次 {{minutes}} 分钟）', standing: '持续超过 24 小时', chattering: '频繁抖动', topTen: '前十来源占比', mix: '低 / 中 / 高',
  answered: '{{seconds}} 秒内应答', dispatched: '{{seconds}} 秒内派出', clock: { answer: '法定应答时限', start: '法定处置时限', arrive: '法定到场时限' }, kept: '{{kept}}/{{of}}', all: '全部达成',
  atMost: '不超过 {{value}}', atLeast: '至少 {{value}}', under: '低于 {{value}}', target: '目标：{{target}}', missed: '未达标 · 目标：{{target}}', missedWord: '未达标',
  byDay: '每天的告警', byDayHint: '最高 {{count}} 条；橙色：某 10 分钟超过 {{limit}} 条。', dayLine: '{{day}}：{{alarms}} 条，最忙 10 分钟 {{most}} 条', sources: '告警最多的来源', wholeCommunity: '全小区',
  byCommunity: '各小区', byDesk: '各值守人', community: '小区', desk: '值守人', alarms: '告警',
}

export const en: Same<typeof zh> = {
  title: 'Alarm scorecard', lead: 'A month of alarms by ISA-18.2, EEMUA 191 and the answering standards: whether the room can trust what rings, and answers it.', month: 'Month', export: 'Export CSV', exportHint: 'An export is written in the audit.', print: 'Print', empty: 'No alarms in this month.',
  sum: '{{alarms}} alarms; besides, {{suppressed}} held back by their cause, {{shelved}} shelved at some time, {{fleeting}} fleeting.',
  rate: 'Per operator and 10 min', most: 'Busiest 10 min', flood: 'Time in flood', floods_one: '{{share}} (once, {{minutes}} min)', floods_other: '{{share}} ({{count}} times, {{minutes}} min)', standing: 'Standing over 24 h', chattering: 'Chattering', topTen: 'Share of the top ten', mix: 'Low / medium / high',
  answered: 'Answered in {{seconds}} s', dispatched: 'Somebody sent in {{seconds}} s', clock: { answer: 'Statutory answer', start: 'Statutory start', arrive: 'Statutory arrival' }, kept: '{{kept}} of {{of}}', all: 'all',
  atMost: 'at most {{value}}', atLeast: 'at least {{value}}', under: 'under {{value}}', target: 'Target: {{target}}', missed: 'Missed · target: {{target}}', missedWord: 'missed',
  byDay: 'Alarms of each day', byDayHint: 'Highest: {{count}}. Orange: more than {{limit}} in some ten minutes.', dayLine: '{{day}}: {{alarms}} alarms, {{most}} in the busiest 10 min', sources: 'What alarms most', wholeCommunity: 'whole community',
  byCommunity: 'Communities', byDesk: 'Desks', community: 'Community', desk: 'On duty', alarms: 'Alarms',
}
