import type { Same } from '../zh.ts'

export const zh = {
  title: '管理', back: '返回值守', nav: '管理页面', forbidden: '您的角色不能查看这一页，请联系管理员。', nothing: '您的角色没有可管理的内容。', all: '全部',
  page: { feeds: '数据来源', people: '人员', rosters: '排班', handovers: '交接班', dispatch: '派单规则', responses: '告警响应', rules: '告警规则', accounts: '账号', policy: '登录规定', walls: '大屏', keys: '接入密钥', quarantine: '隔离的消息', 'report-codes': '报事码', promises: '承诺时限', calendars: '工作日历', checklists: '完工清单', messages: '通知短信', webhooks: '外发推送', audit: '审计' },
  group: { staff: '班务', rules: '规则', access: '登录与接入', trace: '留痕' },
  scope: { label: '范围', everything: '全公司', region: '区域', community: '小区' },
  community: '小区', choose: '请选择', save: '保存', remove: '移除', edit: '更改', search: '搜索', reason: '原因', reasonNeeded: '请写明原因。', import: '导入', export: '导出', preview: '预览', actions: '操作', empty: '还没有内容。',
  secret: { once: '只显示这一次，请现在抄存。', copy: '复制', copied: '已复制', kept: '我已保存' },
  role: { 'observer': '观察员', 'field': '一线员工', 'butler': '管家', 'duty-manager': '值班经理', 'drill-lead': '演练负责人', 'regional-head': '区域负责人', 'administrator': '管理员', 'wall': '大屏' },
}

export const en: Same<typeof zh> = {
  title: 'Administration', back: 'Back to the desk', nav: 'Administration pages', forbidden: 'Your role may not see this page. Ask an administrator.', nothing: 'There is nothing that your role administers.', all: 'All',
  page: { feeds: 'Feeds', people: 'People', rosters: 'Rosters', handovers: 'Handovers', dispatch: 'Dispatch', responses: 'Alarm response', rules: 'Alarm rules', accounts: 'Accounts', policy: 'Sign-in policy', walls: 'Walls', keys: 'Machine keys', quarantine: 'Quarantine', 'report-codes': 'Report codes', promises: 'Promises', calendars: 'Work calendars', checklists: 'Checklists', messages: 'Messages', webhooks: 'Webhooks', audit: 'Audit' },
  group: { staff: 'Staff', rules: 'Rules', access: 'Access', trace: 'Trace' },
  scope: { label: 'Scope', everything: 'Whole company', region: 'Region', community: 'Community' },
  community: 'Community', choose: 'Choose', save: 'Save', remove: 'Remove', edit: 'Change', search: 'Search', reason: 'Reason', reasonNeeded: 'Say why.', import: 'Import', export: 'Export', preview: 'Preview', actions: 'Actions', empty: 'Nothing here yet.',
  secret: { once: 'Shown this once. Keep it now.', copy: 'Copy', copied: 'Copied', kept: 'I have kept it' },
  role: { 'observer': 'Observer', 'field': 'Field staff', 'butler': 'Butler', 'duty-manager': 'Duty manager', 'drill-lead': 'Drill lead', 'regional-head': 'Regional head', 'administrator': 'Administrator', 'wall': 'Wall' },
}
