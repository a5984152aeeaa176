import type { Same } from '../zh.ts'

export const zh = {
  title: '就绪度', lead: '每个小区对每类突发事件准备得怎么样：人、物、协议单位、预案和演练。点数字看差在哪里、怎么补。', community: '小区', empty: '还没有已发布的预案，先到预案库发布。', more: '再显示，还有 {{count}} 个小区',
  sum: '共 {{count}} 项，{{major}} 项低于 60%，{{minor}} 项低于 80%。', allFine: '共 {{count}} 项，全部在 80% 以上。', stale: '读不到最新数据，这是 {{time}} 的。', low: { major: '明显不足', minor: '偏低' },
  of: '{{name}} · {{scene}}', openPlan: '查看预案', complete: '全部具备，没有缺项。', kept: '已具备：{{list}}', takes: '扣 {{points}} 分', others: '{{list}}等，另有 {{count}} 项', go: { rosters: '排班' },
  name: { posts: '岗位', contacts: '联系方式', stock: '数量', 'in-date': '有效期', pool: '协议单位', reviewed: '预案评审', drilled: '演练', passed: '演练结果' },
  why: {
    posts: '未来 7 天岗位只覆盖 {{share}}% 的时间，缺：{{list}}。', contacts: '30 天内没有核实过联系人：{{list}}。', stock: '数量不够：{{list}}。', 'in-date': '已过有效期：{{list}}。', pool: '协议单位不足（至少维修 3 家、超市 2 家、医院 1 家）：{{list}}。',
    reviewed: '预案已超过一年没有重新发布。',
    drilled: { never: '这个预案还没有演练过。', late: '这个预案的演练已过期。', others: '期内只演练了别的预案。', unscored: '演练还没有评分。', failed: '演练没有通过。' },
    passed: { never: '还没有演练成绩。', late: '演练成绩已过期。', others: '期内只演练了别的预案。', unscored: '上次演练没有人评分。', failed: '上次演练没有通过。' },
  },
  doing: {
    posts: '补排班次，或在预案里给步骤指定替补岗位。', contacts: '逐个打电话核实，并在资源池里登记。', stock: '补足物资并更新库存数。', 'in-date': '更换物资或续签协议，更新有效期。', pool: '签约补齐并登记到资源池。', reviewed: '请预案负责人复核后发布新版本。',
    drilled: '排一次演练。', passed: '看演练结果，整改后再练一次。',
  },
}

export const en: Same<typeof zh> = {
  title: 'Readiness', lead: 'How well each community is prepared for each kind of emergency: people, supplies, firms, plan and drills. A figure opens what is missing and what to do.', community: 'Community', empty: 'No plan is in force yet: publish one in the library.', more: 'Show more, {{count}} communities left',
  sum: '{{count}} figures, {{major}} below 60%, {{minor}} below 80%.', allFine: '{{count}} figures, all at 80% or more.', stale: 'It cannot be read just now; this is of {{time}}.', low: { major: 'far too low', minor: 'low' },
  of: '{{name}} · {{scene}}', openPlan: 'Open the plan', complete: 'Everything is there, nothing is missing.', kept: 'In order: {{list}}', takes: '−{{points}} points', others: '{{list}} and {{count}} more', go: { rosters: 'Rosters' },
  name: { posts: 'posts', contacts: 'contacts', stock: 'amounts', 'in-date': 'dates', pool: 'firms', reviewed: 'review', drilled: 'drill', passed: 'drill result' },
  why: {
    posts: 'In the next 7 days the posts are covered {{share}}% of the time; missing: {{list}}.', contacts: 'Contacts not tested within 30 days: {{list}}.', stock: 'Too little of: {{list}}.', 'in-date': 'Past its date: {{list}}.', pool: 'Too few firms under agreement (at least 3 for repairs, 2 supermarkets, 1 hospital): {{list}}.',
    reviewed: 'The plan has not been published anew for more than a year.',
    drilled: { never: 'This plan was never drilled.', late: 'The drill of this plan is too long ago.', others: 'Only other plans were drilled in that time.', unscored: 'The drill was not scored.', failed: 'The drill was not passed.' },
    passed: { never: 'There is no result of a drill.', late: 'The result is too old.', others: 'Only other plans were drilled in that time.', unscored: 'Nobody scored the last drill.', failed: 'The last drill was not passed.' },
  },
  doing: {
    posts: 'Plan more shifts, or name posts that stand in for its steps.', contacts: 'Telephone each one and note it in the pool.', stock: 'Fill up and write the amounts down.', 'in-date': 'Replace the goods or renew the agreement, and note until when.', pool: 'Sign agreements and add the firms to the pool.', reviewed: 'Have the plan looked over and publish another edition.',
    drilled: 'Plan a drill.', passed: 'Look at the result, put it right, drill again.',
  },
}
