import type { Same } from '../zh.ts'

export const zh = {
  title: '派单规则', lead: '新报的、重开的、退回的和超时未接的工单，按这里的规则找人。越具体的规则越优先：小区先于区域，再看类别，再看时段。', new: '新增规则', empty: '还没有规则：工单一律推荐给值班台，由值班经理一键派出。', rest: '其余工单', all: '全部类别', always: '任何时段',
  head: { where: '范围', what: '类别', when: '时段', how: '怎么派' },
  hours: { working: '工作时间', night: '下班时间', holiday: '节假日' },
  mode: { propose: '推荐给值班台', assign: '直接派给最合适的人', rotate: '轮流派', grab: '抢单' },
  hint: {
    propose: '系统推荐最合适的人，值班经理一键派出。', assign: '派给技能、距离、负荷最合适的在班人员；退单或超时未接，自动转给下一位。',
    rotate: '在合适的在班人员中，派给最久没有接到单的人；退单或超时未接，自动转给下一位。', grab: '所有合适的在班人员都能看到，先抢先得。',
  },
  words: { propose: '推荐给值班台，一键派出', assign_one: '派给最合适的人，{{count}} 分钟未接转下一位', assign_other: '派给最合适的人，{{count}} 分钟未接转下一位', rotate_one: '轮流派，{{count}} 分钟未接转下一位', rotate_other: '轮流派，{{count}} 分钟未接转下一位', grab: '在班人员抢单' },
  category: '类别', when: '时段', how: '怎么派', minutes: '几分钟内接单', minutesHint: '1 到 1440 分钟。到时未接，转给下一位；没有合适的人时交回值班台。',
  replaces: '这个范围已有一条同样的规则，保存后以新的为准。', end: '停用', endOf: '停用规则', endWhat: '「{{rule}}」将停用。之后报来的工单按更宽的规则派；已经派出的不变。',
}

export const en: Same<typeof zh> = {
  title: 'Dispatch rules', lead: 'How somebody is found for orders that are new, reopened, handed back or not accepted in time. The most particular rule holds: community before region, then category, then hours.', new: 'New rule', empty: 'No rule yet: every order is proposed to the desk, and the duty manager gives it with one click.', rest: 'All other orders', all: 'Any category', always: 'At any time',
  head: { where: 'Where', what: 'Category', when: 'When', how: 'How' },
  hours: { working: 'Working time', night: 'Outside working time', holiday: 'Holidays' },
  mode: { propose: 'Propose to the desk', assign: 'Give to the best person', rotate: 'Take turns', grab: 'Free for all' },
  hint: {
    propose: 'The best person is proposed; the duty manager gives the order with one click.', assign: 'The best person on shift by skill, way and load gets it. If they decline or do not accept in time, it goes to the next.',
    rotate: 'Of the suitable people on shift, whoever was given something the longest ago gets it. If they decline or do not accept in time, it goes to the next.', grab: 'All suitable people on shift see it; whoever is first has it.',
  },
  words: { propose: 'proposed to the desk, given with one click', assign_one: 'to the best person, on to the next after {{count}} minute', assign_other: 'to the best person, on to the next after {{count}} minutes', rotate_one: 'in turn, on to the next after {{count}} minute', rotate_other: 'in turn, on to the next after {{count}} minutes', grab: 'free for all on shift' },
  category: 'Category', when: 'When', how: 'How', minutes: 'Minutes to accept in', minutesHint: '1 to 1440 minutes. Then it goes to the next; when nobody is left it comes back to the desk.',
  replaces: 'There is a rule about the same: the new one takes its place.', end: 'End', endOf: 'End a rule', endWhat: '“{{rule}}” will end. Orders reported after that follow the wider rule; what has been given stays as it is.',
}
