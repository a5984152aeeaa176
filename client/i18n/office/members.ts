import type { Same } from '../zh.ts'

export const zh = {
  title: '账号', lead: '谁能登录，在哪里能做什么。', empty: '还没有您能管理的账号。', emptyFiltered: '没有符合筛选的账号。', more_one: '另有 {{count}} 个，请缩小筛选。', more_other: '另有 {{count}} 个，请缩小筛选。', count_one: '{{count}} 个账号', count_other: '{{count}} 个账号',
  head: { name: '姓名', username: '用户名', person: '对应员工', rights: '角色与范围', factor: '两步验证', source: '登录方式', active: '最近使用' },
  source: { password: '密码', company: '公司账号' }, factorOn: '已启用', factorOff: '未启用', never: '从未', ago: '{{age}}前', disabled: '已停用', disabledSince: '{{time}} 停用', linked: '已关联', right: '{{role}}（{{scope}}）', noRights: '没有权限',
  filter: { search: '姓名或用户名', role: '角色', state: '状态', enabled: '可登录', disabled: '已停用', factorOff: '未启用两步验证' },
  create: '新建账号', created: '账号已建立', createdLead: '请把初始密码当面交给 {{name}}，并请其登录后妥善保管。', initial: '初始密码（至少 12 位）', generate: '生成', username: '用户名', usernameHint: '字母、数字、点、横线、下划线，2 到 60 位', name: '姓名', done: '完成', signInAs: '用户名 {{username}} 的密码',
  person: { none: '不关联员工', community: '员工所在小区', label: '对应员工', keep: '保持现在的关联', hint: '关联后，派给该员工的工单算作本人的。' },
  rights: { title: '角色与范围', role: '角色', scope: '范围', add: '添加角色', remove: '移除：{{right}}', none: '还没有角色，请至少添加一项。', added: '将增加', withdrawn: '将收回', same: '没有变化。', company: '公司账号的角色来自公司的用户组，在登录规定里更改。' },
  change: '更改权限', changeOf: '更改 {{name}}', save: '保存更改', saved: '已更改',
  conflict: '别人刚刚改过这个账号，现在是：{{rights}}。', takeOver: '按现在的状态重新比较',
  disable: '停用', disableOf: '停用 {{name}}', disableWhat: '{{name}} 会立即退出所有设备，不能再登录。记录都保留，可以再启用。', disabledDone: '已停用',
  enable: '启用', enableOf: '启用 {{name}}', enableWhat: '{{name}} 又可以登录，权限与停用前相同。', enabledDone: '已启用',
  reset: '重置登录', resetOf: '重置 {{name}} 的登录', resetWhat: '设定新密码，结束所有登录，并清除两步验证；下次登录后要重新设置。', resetSubmit: '重置', resetDone: '已重置', password: '新密码（至少 12 位）',
  session: { title: '{{name}} 的登录', show: '登录设备', none: '现在没有登录。', own: '本机', opened: '{{time}} 登录', active: '{{age}}前有操作', activeNow: '正在使用', expires: '最迟 {{time}} 结束', unknown: '未知设备', noAddress: '地址不明', end: '结束', endOne: '结束登录：{{device}}', ended: '已结束', device: '{{browser}}，{{system}}', browser: '浏览器' },
  policy: {
    title: '登录规定', lead: '对本系统所有账号有效。', factor: '必须使用两步验证的角色', factorLead: '持有这些角色的人，登录后先设置两步验证，才能继续。公司账号除外。', groups: '公司用户组与角色', groupsLead: '用{{name}}账号登录的人，按所在的用户组得到角色。', noCompany: '没有配置公司账号登录（见部署说明中的 OIDC 设置）。下表在配置之后生效。', group: '用户组', addGroup: '添加用户组', removeGroup: '移除用户组 {{group}}', noGroups: '还没有用户组。', readOnly: '只有管理全公司的管理员可以更改。', saved: '登录规定已保存', conflict: '别人刚刚改过登录规定。', reload: '读取现在的规定',
  },
}

export const en: Same<typeof zh> = {
  title: 'Accounts', lead: 'Who can sign in, and what they may do where.', empty: 'No account is yours to administer yet.', emptyFiltered: 'No account fits the filters.', more_one: '{{count}} more: narrow the filters.', more_other: '{{count}} more: narrow the filters.', count_one: '{{count}} account', count_other: '{{count}} accounts',
  head: { name: 'Name', username: 'User name', person: 'Member of staff', rights: 'Roles and scopes', factor: 'Second factor', source: 'Signs in with', active: 'Last used' },
  source: { password: 'password', company: 'company account' }, factorOn: 'on', factorOff: 'off', never: 'never', ago: '{{age}} ago', disabled: 'disabled', disabledSince: 'disabled {{time}}', linked: 'linked', right: '{{role}} ({{scope}})', noRights: 'no rights',
  filter: { search: 'Name or user name', role: 'Role', state: 'State', enabled: 'Can sign in', disabled: 'Disabled', factorOff: 'No second factor' },
  create: 'New account', created: 'Account created', createdLead: 'Hand {{name}} the first password in person, to be kept safe after signing in.', initial: 'First password (12 characters or more)', generate: 'Generate', username: 'User name', usernameHint: 'Letters, digits, dot, dash, underscore; 2 to 60', name: 'Name', done: 'Done', signInAs: 'Password of user name {{username}}',
  person: { none: 'Nobody', community: 'Community of the member of staff', label: 'Member of staff', keep: 'As it is now', hint: 'Orders given to that member of staff then count as this person’s own.' },
  rights: { title: 'Roles and scopes', role: 'Role', scope: 'Scope', add: 'Add a role', remove: 'Remove: {{right}}', none: 'No role yet: add at least one.', added: 'Will be added', withdrawn: 'Will be withdrawn', same: 'Nothing changes.', company: 'Roles of a company account come from the company’s groups; change them in the sign-in policy.' },
  change: 'Change rights', changeOf: 'Change {{name}}', save: 'Save changes', saved: 'Changed',
  conflict: 'Somebody has just changed this account. It is now: {{rights}}.', takeOver: 'Compare with how it is now',
  disable: 'Disable', disableOf: 'Disable {{name}}', disableWhat: '{{name}} is signed out of every device at once and cannot sign in again. Everything on record stays, and the account can be enabled again.', disabledDone: 'Disabled',
  enable: 'Enable', enableOf: 'Enable {{name}}', enableWhat: '{{name}} can sign in again, with the same rights as before.', enabledDone: 'Enabled',
  reset: 'Reset sign-in', resetOf: 'Reset the sign-in of {{name}}', resetWhat: 'Sets a new password, ends all sign-ins and forgets the second factor, which is set up again at the next sign-in.', resetSubmit: 'Reset', resetDone: 'Reset', password: 'New password (12 characters or more)',
  session: { title: 'Where {{name}} is signed in', show: 'Sign-ins', none: 'Not signed in now.', own: 'this one', opened: 'signed in {{time}}', active: 'used {{age}} ago', activeNow: 'in use', expires: 'ends {{time}} at the latest', unknown: 'Unknown device', noAddress: 'unknown address', end: 'End', endOne: 'End the sign-in: {{device}}', ended: 'Ended', device: '{{browser}}, {{system}}', browser: 'Browser' },
  policy: {
    title: 'Sign-in policy', lead: 'Holds for every account of this installation.', factor: 'Roles that must use a second factor', factorLead: 'Who holds one of these sets up a second factor after signing in, before anything else. Company accounts are exempt.', groups: 'Company groups and roles', groupsLead: 'Who signs in with {{name}} gets roles by their groups.', noCompany: 'Company sign-in is not set up (see OIDC in the operating guide). This table takes effect once it is.', group: 'Group', addGroup: 'Add a group', removeGroup: 'Remove group {{group}}', noGroups: 'No groups yet.', readOnly: 'Only an administrator of the whole company may change this.', saved: 'Sign-in policy saved', conflict: 'Somebody has just changed the policy.', reload: 'Read it as it is now',
  },
}
