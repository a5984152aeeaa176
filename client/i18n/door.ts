import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  door: {
    why: { idle: '因长时间无人操作，已自动退出。请重新登录。', 'signed-out': '这次登录已经结束：在别处退出，或被管理员结束、停用。', 'rights-changed': '您的权限已更改，请重新登录。', ended: '登录已失效，请重新登录。', 'no-role': '公司账号已通过，但还没有值守台的权限，请联系管理员。', refused: '公司账号没有通过，请再试一次，或联系管理员。', expired: '公司账号登录超时，请再试一次。', unavailable: '现在连不上公司账号的服务，请稍候再试，或用用户名登录。' },
    capsLock: '大写锁定已打开。', wait_one: '尝试过多，请 {{count}} 秒后再试。', wait_other: '尝试过多，请 {{count}} 秒后再试。', company: '用{{name}}账号登录', failed: '没有成功，请再试一次。',
    companyFailed: '公司账号登录没有成功，请再试一次。',
  },
  secondFactor: {
    codeTitle: '两步验证', codeLead: '请输入验证器上的 6 位数字。', code: '验证码', verify: '验证', wrongCode: '验证码不对或已过期。', late: '等待过久，请重新登录。', useBackup: '改用备用码', backup: '备用码', backupLead: '每个备用码只能用一次。', wrongBackup: '备用码不对或已用过。', either: '现在的验证码，或一个备用码', replaceTitle: '更换验证器', replaceLead: '确认新验证器之前，旧的仍然有效；确认之后，旧验证器和旧备用码失效，其他设备上的登录会结束。', useCode: '改用验证码', again: '返回登录',
    title: '设置两步验证', lead: '您的角色必须使用两步验证。需要一个验证器应用，例如手机上的任意 TOTP 验证器。', passwordLead: '请先再输入一次密码。', password: '密码', wrongPassword: '密码不对。', needed: '您的角色必须使用两步验证，不能关闭，但可以更换验证器。', ownLead: '以后登录时除密码外，再输入验证器上的 6 位数字；其他设备上的登录会结束。需要一个验证器应用，例如手机上的任意 TOTP 验证器。', next: '下一步', scan: '用验证器扫描二维码', qr: '验证器的二维码', orType: '不能扫描时，手工输入这个密钥：', confirmLead: '然后输入验证器显示的 6 位数字。', confirm: '确认启用',
    keepTitle: '保存备用码', keepLead: '手机不在身边时，可用备用码登录，每个只能用一次。只显示这一次，请抄存或打印，放在安全的地方。', copy: '复制', copied: '已复制', print: '打印', kept: '我已保存', off: '不设置，退出登录',
  },
  idle: { label: '即将退出登录', notice: '长时间没有操作，您将在 {{count}} 分钟后退出登录。', stay: '继续使用' },
  account: {
    title: '我的账号', back: '返回值守', user: '用户名', name: '姓名', source: '登录方式', bySource: { password: '用户名和密码', company: '公司账号' }, rights: '角色与范围', noRights: '还没有任何角色，请联系管理员。',
    sessions: '登录中的设备', sessionsLead: '有不认识的设备，请立即结束，并请管理员重置密码。', endOthers: '结束其他全部', endOthersWhat_one: '另外 {{count}} 处登录会立即退出。', endOthersWhat_other: '另外 {{count}} 处登录会立即退出。', ended: '已结束', noOthers: '没有其他登录。',
    factor: '两步验证', factorOn: '已启用。登录时除密码外还要输入验证器的数字。', factorOff: '未启用。', factorCompany: '由公司账号的登录负责。', setUp: '设置', replace: '更换验证器', newCodes: '新备用码', newCodesWhat: '重新生成 10 个备用码，旧的全部失效。', newCodesDone: '新备用码已生效', turnOff: '关闭两步验证', turnOffWhat: '之后只凭密码就能登录。', turnedOff: '两步验证已关闭', turnedOn: '两步验证已启用',
    password: '密码', passwordLead: '更改密码会结束其他设备上的登录。', changePassword: '更改密码', oldPassword: '现在的密码', newPassword: '新密码（12 至 128 位）', repeat: '再输入一次新密码', unlike: '两次输入的新密码不一样', passwordChanged: '密码已更改，其他登录已结束',
  },
}

const en: Same<typeof zh> = {
  door: {
    why: { idle: 'Signed out because nobody used this screen for a while. Sign in again.', 'signed-out': 'This sign-in is over: signed out elsewhere, ended by an administrator, or the account was disabled.', 'rights-changed': 'Your rights were changed. Sign in again.', ended: 'The sign-in has ended. Sign in again.', 'no-role': 'The company account is known, but has no rights here yet. Ask an administrator.', refused: 'The company account was not accepted. Try again, or ask an administrator.', expired: 'Signing in with the company account took too long. Try again.', unavailable: 'The company’s sign-in cannot be reached now. Wait a moment, or use your user name.' },
    capsLock: 'Caps Lock is on.', wait_one: 'Too many attempts. Try again in {{count}} second.', wait_other: 'Too many attempts. Try again in {{count}} seconds.', company: 'Sign in with {{name}}', failed: 'That did not work. Try again.',
    companyFailed: 'Signing in with the company account did not work. Try again.',
  },
  secondFactor: {
    codeTitle: 'Second factor', codeLead: 'Enter the 6 digits that your authenticator shows.', code: 'Code', verify: 'Verify', wrongCode: 'The code is wrong or too old.', late: 'That took too long. Sign in again.', useBackup: 'Use a backup code', backup: 'Backup code', backupLead: 'Each backup code works once.', wrongBackup: 'The backup code is wrong or was used.', either: 'Present code, or a backup code', replaceTitle: 'Replace the authenticator', replaceLead: 'The old one holds until the new one is confirmed. Then the old authenticator and backup codes stop working, and sign-ins on other devices end.', useCode: 'Use the authenticator', again: 'Back to sign-in',
    title: 'Set up the second factor', lead: 'Your role must use a second factor. You need an authenticator app: any that knows TOTP.', passwordLead: 'First enter your password once more.', password: 'Password', wrongPassword: 'The password is wrong.', needed: 'Your role must use a second factor. It cannot be turned off, but the authenticator can be replaced.', ownLead: 'Signing in then takes the 6 digits of an authenticator besides the password; sign-ins on other devices end. You need an authenticator app: any that knows TOTP.', next: 'Next', scan: 'Scan this with the authenticator', qr: 'QR code for the authenticator', orType: 'If it cannot be scanned, type this key:', confirmLead: 'Then enter the 6 digits that it shows.', confirm: 'Confirm',
    keepTitle: 'Keep the backup codes', keepLead: 'With these you can sign in without your phone, once with each. They are shown only now: write them down or print them, and keep them safe.', copy: 'Copy', copied: 'Copied', print: 'Print', kept: 'I have kept them', off: 'Not now, sign out',
  },
  idle: { label: 'About to sign out', notice: 'Nobody has used this for a while. You will be signed out in {{count}} min.', stay: 'Stay signed in' },
  account: {
    title: 'My account', back: 'Back to the desk', user: 'User name', name: 'Name', source: 'Signs in with', bySource: { password: 'user name and password', company: 'company account' }, rights: 'Roles and scopes', noRights: 'No role yet. Ask an administrator.',
    sessions: 'Where you are signed in', sessionsLead: 'If you do not know one, end it at once and have an administrator reset your password.', endOthers: 'End all others', endOthersWhat_one: '{{count}} other sign-in ends at once.', endOthersWhat_other: '{{count}} other sign-ins end at once.', ended: 'Ended', noOthers: 'There is no other.',
    factor: 'Second factor', factorOn: 'On. Signing in takes the password and the digits of the authenticator.', factorOff: 'Off.', factorCompany: 'The company account sees to it.', setUp: 'Set up', replace: 'Replace authenticator', newCodes: 'New backup codes', newCodesWhat: 'Makes 10 new backup codes; all old ones stop working.', newCodesDone: 'The new backup codes hold', turnOff: 'Turn off second factor', turnOffWhat: 'From then on the password alone signs in.', turnedOff: 'Second factor is off', turnedOn: 'Second factor is on',
    password: 'Password', passwordLead: 'A new password ends the sign-ins on other devices.', changePassword: 'Change password', oldPassword: 'Present password', newPassword: 'New password (12 to 128 characters)', repeat: 'New password once more', unlike: 'The two new passwords differ', passwordChanged: 'Password changed, other sign-ins ended',
  },
}

/** Words of the door and of one's own account; a wall that is signed in never loads them. */
export const doorWords = { zh, en }
export type DoorWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', doorWords[language], true, true)
