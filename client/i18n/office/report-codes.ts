import type { Same } from '../zh.ts'

export const zh = {
  title: '报事码', lead: '贴在楼栋和设备旁，住户扫码即可报事，无需登录。', issueAll: '为所有楼栋和设备生成', issueCommunity: '生成小区码', issued: '已生成报事码', print: '打印', printChosen: '打印所选（{{count}}）', search: '查找', searchHint: '楼栋、设备或码',
  empty: '本小区还没有报事码。', emptyLead: '可一次为所有楼栋和设备生成，打印后张贴。', nothing: '没有符合的报事码。', choose: '请选择小区。', wholeCommunity: '小区公共区域',
  head: { choose: '选', place: '位置', code: '码', made: '生成时间', state: '状态' }, chooseAll: '全选', chooseOne: '选择 {{name}}', works: '有效', revokedAt: '{{time}} 停用', open: '打开页面', showRevoked: '显示已停用的（{{count}}）', hideRevoked: '隐藏已停用的',
  revoke: '停用', revokeOf: '停用 {{name}} 的报事码', revokeWhat: '这张码立即失效，扫码者会被告知改扫新码。已报的事仍可凭原链接查看进展。', revoked: '已停用', reissue: '换新码', reissueOf: '为 {{name}} 换新码', reissueWhat: '旧码立即失效，生成一张新码。请打印新码并换下旧的。', reissued: '已换新码，请打印张贴',
  sheet: '打印预览', back: '返回', printNow: '打印', paper: 'A4 纸，每页 12 张，沿虚线裁开。', scan: '扫码报事', how: '灯不亮、漏水、门禁坏……扫一扫告诉我们，可拍照，无需登录。', urgent: '紧急情况请打电话',
}

export const en: Same<typeof zh> = {
  title: 'Codes to report by', lead: 'They hang at buildings and devices; residents scan one and report without signing in.', issueAll: 'Make one for every building and device', issueCommunity: 'Make one for the community', issued: 'Codes made', print: 'Print', printChosen: 'Print chosen ({{count}})', search: 'Find', searchHint: 'Building, device or code',
  empty: 'This community has no code yet.', emptyLead: 'Make them for all buildings and devices at once, print them and put them up.', nothing: 'No code fits.', choose: 'Choose a community.', wholeCommunity: 'Grounds of the community',
  head: { choose: 'Choose', place: 'Place', code: 'Code', made: 'Made', state: 'State' }, chooseAll: 'Choose all', chooseOne: 'Choose {{name}}', works: 'works', revokedAt: 'revoked {{time}}', open: 'Open its page', showRevoked: 'Show revoked ones ({{count}})', hideRevoked: 'Hide revoked ones',
  revoke: 'Revoke', revokeOf: 'Revoke the code of {{name}}', revokeWhat: 'It stops working at once; who scans it is told to look for the new one. What was reported can still be followed by its link.', revoked: 'Revoked', reissue: 'Replace', reissueOf: 'Replace the code of {{name}}', reissueWhat: 'The old code stops working at once and a new one is made. Print it and put it up in its place.', reissued: 'Replaced: print the new one and put it up',
  sheet: 'Print preview', back: 'Back', printNow: 'Print', paper: 'A4, twelve on a page; cut along the dashes.', scan: 'Scan to report', how: 'No light, a leak, a broken gate: scan and tell us, with a photo if you like. No sign-in.', urgent: 'Urgent? Please phone',
}
