import type { Same } from '../zh.ts'

export const zh = {
  title: '复盘报告', from: '{{time}} 启动', run: '看运行过程', export: '导出 CSV', print: '打印', reason: '启动原因：{{reason}}',
  state: { asked: '待同意', running: '仍在进行', finished: '已结束', aborted: '已中止', refused: '未启动' },
  figure: { took: '用时', steps: '步骤', late: '超时步骤', messages: '对外消息', resources: '资源到位', checked: '已核对' }, minutes: '{{value, number}} 分钟', target: '目标 {{value, number}} 分钟', skipped_one: '跳过 {{count}} 步', skipped_other: '跳过 {{count}} 步', help_one: '{{count}} 人需帮助', help_other: '{{count}} 人需帮助',
  steps: '各步用时与时限', stepsLead: '单位：分钟。“开始、接令、完成”从预案启动起算。', column: { step: '步骤', who: '处理人', opened: '开始', accepted: '接令', done: '完成', took: '用时 / 时限', why: '说明' }, round: '第 {{count}} 次', late: '超时',
  decisions: '判断', messages: '对外消息', noMessages: '没有对外消息。', resources: '调用的资源', sent: { waiting: '待发送', sent: '已发送', captured: '演练，未发出', failed: '发送失败' },
  result: '演练评分', passed: '合格', failed: '不合格', objective: '目标', rating: '评分', said: '评分人数', tookTarget: '用时 / 目标（分钟）', calm: '住户安抚', timeline: '全过程',
}

export const en: Same<typeof zh> = {
  title: 'After-action report', from: 'started {{time}}', run: 'See the run', export: 'Export CSV', print: 'Print', reason: 'Started because: {{reason}}',
  state: { asked: 'not agreed yet', running: 'still running', finished: 'finished', aborted: 'aborted', refused: 'not started' },
  figure: { took: 'It took', steps: 'Steps', late: 'Late steps', messages: 'Messages out', resources: 'Resources there', checked: 'Checked on' }, minutes: '{{value, number}} min', target: 'target {{value, number}} min', skipped_one: '{{count}} skipped', skipped_other: '{{count}} skipped', help_one: '{{count}} needs help', help_other: '{{count}} need help',
  steps: 'Steps against their limits', stepsLead: 'Minutes. Opened, accepted and done count from the start of the plan.', column: { step: 'Step', who: 'Who', opened: 'Opened', accepted: 'Accepted', done: 'Done', took: 'Took / limit', why: 'Why' }, round: 'time {{count}}', late: 'late',
  decisions: 'Decisions', messages: 'Messages out', noMessages: 'Nothing was sent outside.', resources: 'Resources called for', sent: { waiting: 'waiting', sent: 'sent', captured: 'drill, not sent', failed: 'failed' },
  result: 'How the drill was scored', passed: 'passed', failed: 'not passed', objective: 'Objective', rating: 'Rating', said: 'Said by', tookTarget: 'Took / target (min)', calm: 'Residents were calmed', timeline: 'Everything that happened',
}
