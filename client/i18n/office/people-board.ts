import type { Same } from '../zh.ts'

export const zh = {
  title: '人员', empty: '所选范围内没有人员。', column: { who: '人', at: '在做什么', load: '在手', today: '今日完成', skills: '技能', phone: '电话' },
  until: '{{promise}} {{time}} 前', late: '{{count}} 张超时', away_one: '不在班 {{count}} 人', away_other: '不在班 {{count}} 人', handOver: '请假，移交工单',
}

export const en: Same<typeof zh> = {
  title: 'People', empty: 'There are no people in this scope.', column: { who: 'Who', at: 'At what', load: 'In hand', today: 'Done today', skills: 'Skills', phone: 'Phone' },
  until: '{{promise}} by {{time}}', late: '{{count}} late', away_one: '{{count}} off shift', away_other: '{{count}} off shift', handOver: 'Sick: hand over',
}
