import type { Same } from '../zh.ts'

export const zh = {
  title: '人员', lead: '小区里的员工：岗位、技能、网格和当班情况。', add: '新增人员', search: '姓名或工号', post: '岗位', anyPost: '所有岗位', skill: '技能', anySkill: '所有技能',
  empty: '这个小区还没有登记人员。', noneFound: '没有符合条件的人。', count_one: '{{count}} 人', count_other: '{{count}} 人', list: '人员名单',
  column: { person: '人员', post: '岗位', skills: '技能', grid: '网格', duty: '当班', phone: '电话' },
  onDuty: '当班至 {{time}}', offDuty: '不在班',
  show: '显示', showOf: '显示{{name}}的电话', shown: '查看已记入审计', showHint: '查看完整电话会记入审计。', noPhone: '没有登记',
  code: '工号', codeHint: '全公司唯一，之后不能更改', nameZh: '姓名', nameEn: '英文名', nameEnHint: '没有则与姓名相同', phone: '电话', phoneKeep: '留空则保持不变', phoneRemove: '删除已登记的电话', grid: '网格', skills: '技能',
  change: '更改', changeOf: '更改：{{name}}', joined: '{{name}} 已加入', changed: '{{name}} 已更改', save: '保存',
  leave: '离职', leaveOf: '{{name}} 离职', leaveWhat: '从现在起不再排班：之后的班次取消，排班规则结束。手上有未完成工单时不能离职，请先改派。', leaveSignIn: '登录账号不会因此停用，如有账号，请到“账号”页停用。', left: '{{name}} 已离职', leftSignsIn: '{{name}} 已离职，但仍能登录：请到“账号”页停用该账号。', reasonOptional: '原因（可不填）',
  import: '导入 CSV', export: '导出 CSV', exportHint: '文件含电话，导出会记入审计。', importHint: '表头：工号、姓名、英文名、岗位、技能（用 | 分隔）、电话、网格；中英文均可。空格子保持原样，“-”表示删除。一次最多 2000 人。',
  file: { choose: '选择文件', chosen: '已选：{{name}}', reading: '正在核对…', tooLarge: '文件太大，请分批导入（每次不超过 2 MB）。', new: '新增 {{count}}', changed: '更改 {{count}}', same: '不变 {{count}}', wrong: '有误 {{count}}', line: '行', what: '内容', outcome: '结果', fix: '请按提示改好有误的行后重新选择文件；有一行有误就不会导入。', nothing: '没有需要更改的内容。', apply: '导入', done: '已导入：新增 {{added}}，更改 {{changed}}', preview: '核对结果', more_one: '另有 {{count}} 行没有列出', more_other: '另有 {{count}} 行没有列出', result: { new: '新增', changed: '更改', same: '不变', wrong: '有误' } },
}

export const en: Same<typeof zh> = {
  title: 'People', lead: 'The staff of a community: posts, skills, grids, and who is on duty.', add: 'Add a person', search: 'Name or staff code', post: 'Post', anyPost: 'All posts', skill: 'Skill', anySkill: 'All skills',
  empty: 'Nobody is on file here yet.', noneFound: 'Nobody fits.', count_one: '{{count}} person', count_other: '{{count}} people', list: 'Staff',
  column: { person: 'Person', post: 'Post', skills: 'Skills', grid: 'Grid', duty: 'On duty', phone: 'Phone' },
  onDuty: 'On duty until {{time}}', offDuty: 'Off duty',
  show: 'Show', showOf: 'Show the phone of {{name}}', shown: 'The look is in the audit', showHint: 'Looking at a whole number is written to the audit.', noPhone: 'None on file',
  code: 'Staff code', codeHint: 'Unique in the company; it stays', nameZh: 'Name', nameEn: 'Name in English', nameEnHint: 'The same where there is none', phone: 'Phone', phoneKeep: 'Leave empty to keep it as it is', phoneRemove: 'Remove the phone on file', grid: 'Grid', skills: 'Skills',
  change: 'Change', changeOf: 'Change: {{name}}', joined: '{{name}} has joined', changed: '{{name}} has been changed', save: 'Save',
  leave: 'Leaves', leaveOf: '{{name}} leaves', leaveWhat: 'From now on they are planned no more: later shifts are cancelled and rosters end. Nobody leaves with unfinished orders; reassign those first.', leaveSignIn: 'This does not disable a sign-in. If they have one, disable it under Accounts.', left: '{{name}} has left', leftSignsIn: '{{name}} has left, but can still sign in: disable the account under Accounts.', reasonOptional: 'Reason (optional)',
  import: 'Import CSV', export: 'Export CSV', exportHint: 'The file holds phones; the export is written to the audit.', importHint: 'Columns: code, name, name_en, post, skills (separated by |), phone, grid; named in Chinese or English. An empty cell leaves what is there, "-" takes it away. 2,000 people at a time.',
  file: { choose: 'Choose a file', chosen: 'Chosen: {{name}}', reading: 'Checking…', tooLarge: 'The file is too large: bring in at most 2 MB at a time.', new: '{{count}} new', changed: '{{count}} changed', same: '{{count}} the same', wrong: '{{count}} wrong', line: 'Line', what: 'What', outcome: 'Outcome', fix: 'Correct the wrong lines and choose the file again; with one wrong line nothing is imported.', nothing: 'There is nothing to change.', apply: 'Import', done: 'Imported: {{added}} new, {{changed}} changed', preview: 'What would happen', more_one: '{{count}} more line is not listed', more_other: '{{count}} more lines are not listed', result: { new: 'New', changed: 'Changed', same: 'The same', wrong: 'Wrong' } },
}
