import type { Same } from '../zh.ts'

export const zh = {
  title: '启动记录', lead: '正在运行和已经结束的预案。', list: '启动记录', empty: '还没有启动过预案。', none: '没有符合条件的记录。', mode: { label: '性质', all: '全部', real: '实战', drill: '演练' }, scene: '场景', anyScene: '所有场景', back: '启动记录', report: '复盘报告', reportOf: '复盘报告：{{name}}',
  column: { plan: '预案', place: '地点', started: '启动', duration: '用时', steps: '步骤', late: '超时步骤', state: '状态', end: '' }, state: { asked: '待同意', running: '运行中', finished: '已结束', aborted: '已中止', refused: '未同意' }, past: '已过目标',
  tab: { label: '运行情况', steps: '步骤', chart: '流程', timeline: '经过', resources: '资源', people: '人员', households: '住户', messages: '消息' }, gone: '这次启动不存在，或不在您的范围内。', chart: '流程图', hands: '操作',
  people: '进行中的人员', peopleNone: '现在没有人有进行中的步骤。', holds_one: '{{count}} 步', holds_other: '{{count}} 步', messageNone: '还没有发出消息。', messageAt: '{{time}} 发给 {{who}}', captured: '只记录，未发出',
}

export const en: Same<typeof zh> = {
  title: 'Plans carried out', lead: 'Plans that run, and those that are over.', list: 'Plans carried out', empty: 'No plan was started yet.', none: 'None fits.', mode: { label: 'Kind', all: 'All', real: 'Real', drill: 'Drills' }, scene: 'Scene', anyScene: 'All scenes', back: 'Plans carried out', report: 'Report', reportOf: 'Report: {{name}}',
  column: { plan: 'Plan', place: 'Where', started: 'Started', duration: 'Took', steps: 'Steps', late: 'Late steps', state: 'State', end: '' }, state: { asked: 'asked', running: 'running', finished: 'finished', aborted: 'aborted', refused: 'refused' }, past: 'past target',
  tab: { label: 'How it stands', steps: 'Steps', chart: 'Flow', timeline: 'Timeline', resources: 'Resources', people: 'People', households: 'Households', messages: 'Messages' }, gone: 'This one does not exist, or is outside your scope.', chart: 'Flow of steps', hands: 'What can be done',
  people: 'People with steps under way', peopleNone: 'Nobody has a step under way now.', holds_one: '{{count}} step', holds_other: '{{count}} steps', messageNone: 'No message was sent yet.', messageAt: '{{time}} to {{who}}', captured: 'only recorded, not sent',
}
