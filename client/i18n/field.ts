import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  field: {
    title: '现场', name: '值班大屏·现场', short: '值班现场', mine: '我的工单', free: '可抢的工单', doneToday: '今天已完成', empty: '现在没有派给您的工单。', emptyHint: '有新单会立即出现在这里。', nobody: '您的账号没有关联员工，所以没有派给您的工单。请管理员在「管理 · 账号」中关联。', toDesk: '打开值守台', loading: '正在读取您的工单…', sections: '工单',
    link: { live: '在线', opening: '正在连接', off: '离线', stale: '数据不新鲜' }, age: '{{age}}前的数据', offline: '离线也可用',
    next: { grab: '抢单', accept: '接单', decline: '退单', depart: '出发', arrive: '我已到场', wait: '等待', resume: '继续处理', finish: '完成' },
    late: '超时', until: '{{promise}}时限', paused: '计时已暂停', waiting: '{{reason}}，至 {{until}}', acceptIn: '请在 {{time}} 内接单', acceptOver: '接单时限已过，等待改派', promise: { respond: '响应', arrive: '到场', solution: '方案', finish: '完成', close: '关闭', 'call-back': '回访' }, metres: '约 {{count, number}} 米',
    act: { navigate: '导航', photo: '拍照', cannot: '去不了', note: '备注', details: '详情', menu: '更多', save: '保存', keep: '保存', send: '提交', back: '返回' },
    queued: '等待发送', queue: '{{count}} 条待传', queueNone: '0 条待传', sending: '正在发送…', sentAll: '已全部送达',
    refused: '没有送达：{{deed}}', refusedAt: '{{time}} 在手机上完成', refusedNote: '您写的：{{note}}', behind_one: '后面还有 {{count}} 条在等。', behind_other: '后面还有 {{count}} 条在等。', now: '这张工单现在：{{state}}，处理人 {{who}}。', tryAgain: '再试一次', drop: '放弃', dropSure: '确定放弃，不再发送', photos_one: '{{count}} 张照片', photos_other: '{{count}} 张照片',
    deed: { grab: '抢单', accept: '接单', decline: '退单', depart: '出发', arrive: '到场', wait: '等待', resume: '继续', finish: '完成', note: '备注', 'accept-step': '接令', 'decline-step': '做不了', 'complete-step': '完成步骤', 'check-step': '复核' },
    step: { accept: '接令', take: '我来做', complete: '完成这一步', decide: '作出判断', decline: '做不了', limit: '这一步的时限', since: '{{age}}前开始', acceptIn: '请在 {{time}} 内接令，逾时转下一位', answer: '判断结果', submit: '确认完成', second: '提交后由另一人复核。', returned: '退回重做：{{note}}', declineTitle: '做不了这一步', declineLead: '会立即转给下一位，并记入复盘。', reasonHint: '例如：人在 12 号楼，赶不过来', missing: { answer: '请选择判断结果', photo: '需要一张照片', note: '需要写备注' } },
    check: { waits: '已提交，等另一人复核', asks: '请复核', by: '{{who}} 完成', confirm: '复核通过', send: '退回重做', lead: '会立即回到做这一步的人手上。', why: '哪里不对', hint: '例如：阀门没有关紧' },
    roll: { title: '点名：请报告您的情况', answered: '已报告', safe: '我安全', help: '我需要帮助', change: '更改' },
    noRoom: '手机存不下了：请清理空间后再试。这一步没有保存。', noKeeping: '这个浏览器不让保存数据（可能是无痕模式），离线时不能用。',
    cannot: { title: '去不了', decline: '退给值守台', declineLead: '工单会派给别人。', wait: '要等一等', waitLead: '工单仍是您的。', reason: '原因', until: '等到', more: '补充说明（可不填）', sendDecline: '退单', sendWait: '开始等待' },
    declineReason: { busy: '手上有急单', far: '离得太远', skill: '不会修这个', unwell: '身体不适', off: '已下班' },
    wait: { part: '等配件', resident: '等住户', vendor: '等外部单位' }, untilName: { hours: '2 小时后', evening: '今天 18:00', tomorrow: '明天 9:00', days: '3 天后', week: '一周后' },
    note: { title: '备注', label: '写点什么', placeholder: '看到了什么、做了什么', need: '请写备注或拍照。' },
    finish: { title: '完成工单', checklist: '检查项', must: '必做', photo: '完工照片', photoNeeded: '需要一张完工照片', signature: '住户签名', signHere: '请住户在框内签名', clear: '重签', signed: '已签名', open_one: '还有 {{count}} 项必做没有勾选', open_other: '还有 {{count}} 项必做没有勾选', submit: '确认完成', later: '检查项还没有读到，联网后会核对。' },
    photo: { title: '拍照', kind: '这是', before: '处理前', after: '处理后', taken: '照片 {{at}}', remove: '移除照片 {{at}}' },
    details: { title: '工单详情', description: '说明', none: '没有补充说明。', reporter: '报事人', phone: '电话', photos: '照片', timeline: '经过', offline: '联网后可看。', number: '单号', reportedAt: '登记', step: '{{who}}' },
    map: { title: '导航', you: '您在这里', place: '工单位置', away: '直线 {{count, number}} 米', noPlace: '这张工单没有位置。', noYou: '没有您的位置。', allow: '显示我的位置', denied: '手机不允许读取位置，请在系统设置中允许。', local: '位置只在这部手机上使用，不会上传轨迹。', label: '小区平面图', site: '看全图', closer: '看附近', noSite: '平面图还没有读到，联网后可看。', accuracy: '误差约 {{count}} 米' },
    menu: { title: '更多', install: '装到桌面', installHow: '在浏览器菜单中选择「添加到主屏幕」。', installed: '已装到桌面。', wechat: '微信里不能安装：请点右上角「…」，在浏览器中打开。', theme: '亮色', themeDark: '暗色', language: 'English', account: '我的账号', desk: '值守台', signOut: '退出登录', signOutWaits_one: '还有 {{count}} 条没有送达，会留在这部手机上，等您下次登录后再发送。', signOutWaits_other: '还有 {{count}} 条没有送达，会留在这部手机上，等您下次登录后再发送。', place: '发送时附上是否在现场', placeHint: '只判断您是否在工单地点 150 米内，不保存位置。', placeOn: '位置：仅判断到场', update: '新版本已就绪，下次打开时启用。' },
  },
}

const en: Same<typeof zh> = {
  field: {
    title: 'Field', name: 'Watchfloor Field', short: 'Field', mine: 'My orders', free: 'Free to take', doneToday: 'Done today', empty: 'Nothing is yours to do right now.', emptyHint: 'New orders appear here at once.', nobody: 'Your account is not linked to a member of staff, so no orders come to you. Ask an administrator to link it.', toDesk: 'Open the desk', loading: 'Reading your orders…', sections: 'Orders',
    link: { live: 'Online', opening: 'Connecting', off: 'Offline', stale: 'Not fresh' }, age: 'as of {{age}} ago', offline: 'Works offline',
    next: { grab: 'Take it', accept: 'Accept', decline: 'Give back', depart: 'On my way', arrive: 'I am here', wait: 'Wait', resume: 'Go on', finish: 'Done' },
    late: 'late by', until: 'to {{promise}}', paused: 'Clock paused', waiting: '{{reason}}, until {{until}}', acceptIn: 'Accept within {{time}}', acceptOver: 'Time to accept is over; it goes to somebody else', promise: { respond: 'respond', arrive: 'arrive', solution: 'propose', finish: 'finish', close: 'close', 'call-back': 'call back' }, metres: 'about {{count, number}} m',
    act: { navigate: 'Map', photo: 'Photo', cannot: 'Cannot go', note: 'Note', details: 'Details', menu: 'More', save: 'Save', keep: 'Save', send: 'Send', back: 'Back' },
    queued: 'Waiting to be sent', queue: '{{count}} to send', queueNone: '0 to send', sending: 'Sending…', sentAll: 'All sent',
    refused: 'Not taken: {{deed}}', refusedAt: 'done on this phone at {{time}}', refusedNote: 'You wrote: {{note}}', behind_one: '{{count}} more waits behind it.', behind_other: '{{count}} more wait behind it.', now: 'This order is now: {{state}}, with {{who}}.', tryAgain: 'Try again', drop: 'Give up', dropSure: 'Give up, never send it', photos_one: '{{count}} photo', photos_other: '{{count}} photos',
    deed: { grab: 'take', accept: 'accept', decline: 'give back', depart: 'on my way', arrive: 'arrived', wait: 'wait', resume: 'go on', finish: 'done', note: 'note', 'accept-step': 'accept the step', 'decline-step': 'cannot do it', 'complete-step': 'step done', 'check-step': 'confirm' },
    step: { accept: 'Accept', take: 'I will do it', complete: 'Done with this step', decide: 'Decide', decline: 'Cannot do it', limit: 'for this step', since: 'open for {{age}}', acceptIn: 'Accept within {{time}}, then the next one is asked', answer: 'What is it?', submit: 'It is done', second: 'Somebody else confirms it then.', returned: 'Sent back: {{note}}', declineTitle: 'Cannot do this step', declineLead: 'It goes to the next one at once, and is in the report.', reasonHint: 'Such as: at building 12, too far away', missing: { answer: 'Choose an answer', photo: 'A photo is needed', note: 'A note is needed' } },
    check: { waits: 'Done. It waits for somebody to confirm it', asks: 'Please confirm', by: 'done by {{who}}', confirm: 'Confirm', send: 'Send back', lead: 'It goes back at once to who did it.', why: 'What is wrong', hint: 'Such as: the valve is not tight' },
    roll: { title: 'Roll call: how are you?', answered: 'You have answered', safe: 'I am safe', help: 'I need help', change: 'Change' },
    noRoom: 'This phone is full: make room and try again. This step was not kept.', noKeeping: 'This browser keeps nothing (a private window?), so nothing can be done offline.',
    cannot: { title: 'Cannot go', decline: 'Give it back', declineLead: 'Somebody else gets it.', wait: 'It has to wait', waitLead: 'It stays yours.', reason: 'Reason', until: 'Until', more: 'More (optional)', sendDecline: 'Give back', sendWait: 'Start waiting' },
    declineReason: { busy: 'Busy with something urgent', far: 'Too far away', skill: 'Not my trade', unwell: 'Not well', off: 'Off duty' },
    wait: { part: 'For a part', resident: 'For the resident', vendor: 'For a vendor' }, untilName: { hours: 'In 2 hours', evening: 'Today 18:00', tomorrow: 'Tomorrow 9:00', days: 'In 3 days', week: 'In a week' },
    note: { title: 'Note', label: 'Say something', placeholder: 'What you saw, what you did', need: 'Write a note or take a photo.' },
    finish: { title: 'Finish the order', checklist: 'Checklist', must: 'must', photo: 'Photo of the work', photoNeeded: 'A photo of the finished work is needed', signature: 'Signature', signHere: 'The resident signs in the box', clear: 'Again', signed: 'Signed', open_one: '{{count}} item still has to be ticked', open_other: '{{count}} items still have to be ticked', submit: 'It is done', later: 'The checklist has not been read yet; it is checked once you are online.' },
    photo: { title: 'Photo', kind: 'It shows', before: 'Before', after: 'After', taken: 'Photo {{at}}', remove: 'Remove photo {{at}}' },
    details: { title: 'Order', description: 'Description', none: 'No description.', reporter: 'Reported by', phone: 'Phone', photos: 'Photos', timeline: 'So far', offline: 'Shown once you are online.', number: 'Number', reportedAt: 'Reported', step: '{{who}}' },
    map: { title: 'Map', you: 'You are here', place: 'Where the order is', away: '{{count, number}} m straight', noPlace: 'This order has no place.', noYou: 'Your place is not known.', allow: 'Show where I am', denied: 'This phone does not tell where it is; allow it in its settings.', local: 'Used on this phone only; no track is sent.', label: 'Plan of the estate', site: 'Whole estate', closer: 'Closer', noSite: 'The plan has not been read yet; it comes once you are online.', accuracy: 'give or take {{count}} m' },
    menu: { title: 'More', install: 'Put on the home screen', installHow: 'Choose “Add to home screen” in the browser’s menu.', installed: 'It is on the home screen.', wechat: 'WeChat cannot install it: tap “…” at the top right and open it in the browser.', theme: 'Light', themeDark: 'Dark', language: '中文', account: 'My account', desk: 'Desk', signOut: 'Sign out', signOutWaits_one: '{{count}} has not been sent. It stays on this phone until you sign in here again.', signOutWaits_other: '{{count}} have not been sent. They stay on this phone until you sign in here again.', place: 'Say whether I was there', placeHint: 'Only answers whether you were within 150 m of the order; the place itself is not kept.', placeOn: 'Place: only whether there', update: 'A new version is ready for the next start.' },
  },
}

/** Words of the phone's page; they come with it. */
export const fieldWords = { zh, en }
export type FieldWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', fieldWords[language], true, true)
