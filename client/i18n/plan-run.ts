import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  run: {
    running: '预案运行', standing: { asked: '等待同意启动', running: '预案运行', finished: '预案已结束', aborted: '预案已中止', refused: '未同意启动' }, real: '实战', drill: '演练', targetLeft: '距目标', targetLate: '已过目标', startedAt: '启动 {{time}}', elapsed: '已进行 {{time}}', progress: '{{done}} / {{of}} 步',
    span_one: '带 {{count}} 人', span_other: '带 {{count}} 人', spanMany: '带 {{count}} 人，超过 7 人：请分出指挥', others: '其他运行中的预案', page: '打开运行页', pageOf: '打开运行页：{{name}}',
    nobody: '无人：由指挥负责', accepted: '已接令', unaccepted: '未接令', acceptLeft: '未接令 剩 {{time}}', doubled_one: '另在 {{count}} 个预案中有步骤', doubled_other: '另在 {{count}} 个预案中有步骤', escalated: { commander: '已上报指挥', manager: '已上报值班经理', head: '已上报区域负责人' }, round: '第 {{count}} 次', part: '子预案 {{name}}', added: '临时增加',
    noClock: '不限时', lateBy: '超时', waitingFor: '等第 {{steps}} 步', skipped: '已跳过', checkedBy: '{{who}} 复核', second: '需第二人复核', photo: '需照片', note: '需备注',
    wait: { time_one: '等待 {{count}} 分钟', time_other: '等待 {{count}} 分钟', value: '等待{{device}}{{what}}', person: '等人确认' }, above: '高于 {{limit}}', below: '低于 {{limit}}', key: ' {{key}} ',
    group: { next_one: '之后 {{count}} 步', next_other: '之后 {{count}} 步', over_one: '已完成 {{count}} 步', over_other: '已完成 {{count}} 步', passed_one: '未走的分支 {{count}} 步', passed_other: '未走的分支 {{count}} 步' }, noneUnderWay: '没有进行中的步骤：可以结束预案。',
    complete: '完成', endWait: '继续', confirm: '复核通过', waitsSecond: '等另一人复核', more: '更多', moreOf: '更多：{{name}}',
    figure: { rollCall: '点名', households: '需关怀', resources: '资源' }, rollCount: '{{done}} / {{of}} 已应答', houseCount: '{{done}} / {{of}} 已核对', help_one: '{{count}} 处求助', help_other: '{{count}} 处求助', needed_one: '缺 {{count}}', needed_other: '缺 {{count}}', asked: '已叫 {{count}}', coming: '途中 {{count}}', there: '到位 {{count}}',
    finish: '结束预案', abort: '中止演练', abortReal: '中止预案', note_: '记录',
    ask: { title: '等待同意', says: '{{who}} 申请启动「{{plan}}」', own: '您申请启动「{{plan}}」，等另一人同意', left: '剩 {{time}}', agree: '同意启动', refuse: '不同意', over: '已逾时' },
    interrupt: { title: '真实告警', abort: '中止演练', what: '{{alarm}} · {{place}}', more_one: '另有 {{count}} 条', more_other: '另有 {{count}} 条', reason: '真实告警：{{what}}', done: '演练已中止' },
    dialog: {
      gone: '这个预案不存在，或不在您的范围内。', over: '这个预案已经结束。', reason: '原因', submit: '确认',
      instruction: '要点', note: '备注', noteHint: '看到了什么、做了什么', noteNeeded: '须写备注', photoNeeded: '须附照片', secondHint: '完成后由另一人复核。', complete: '完成步骤', answer: '回答',
      confirm: '复核通过', send: '退回重做', sendWhy: '哪里不对',
      others: '交给别人、退回或跳过', accept: '代为接令', decline: '代为退回', declineWhy: '为什么退回', skip: '跳过', skipWhy: '为什么跳过', skipWarn: '跳过会通知上级，并记入复盘。', mustNot: '这一步不可跳过。',
      give: '交给', givePick: '在岗人员', giveNobody: '现在没有人在岗。', busy_one: '{{count}} 步在手', busy_other: '{{count}} 步在手', free: '空闲', giveWhy: '为什么改派（可不填）', giveDo: '交给此人',
      device: '对哪台设备', deviceNone: '这里没有这类设备。', deviceCode: '输入设备编号 {{code}} 以确认', deviceDo: '下发：{{act}}', act: { release: '释放', stop: '停止', restart: '重启' }, devices: '读不到设备。', captured: '演练：只记录，不会发给设备。', given: '已下发',
      standDown: '结束预案', standDownLead: '结束后不再计时，步骤不能再改。', checklist: '结束前核对', left: '还没有完成的步骤', leftLead: '选中的会成为工单继续跟进。', leftNone: '步骤都已完成。', result: '结果', resultHint: '例如：3 人全部救出，无人受伤', unchecked_one: '还有 {{count}} 项没有核对。', unchecked_other: '还有 {{count}} 项没有核对。', finished: '预案已结束',
      abort: '中止', abortLead: '立即停止，未完成的步骤作废；已记录的保留。', addStep: '增加步骤', name: '做什么', nameHint: '例如：打开北门引导消防车', post: '岗位', person: '指定给谁（可不选）', minutes: '时限（分钟，可不填）', addBlock: '加入子预案', block: '哪个预案的步骤', blockNone: '没有可加入的预案。',
      handOver: '移交指挥', handTo: '交给谁', handLead: '移交后由对方负责没有人接的步骤。', handed: '指挥已移交', noteTitle: '记录情况', noteWhat: '情况', noteStep: '关于哪一步（可不选）', noted: '已记录',
      message: '发送消息', template: '套用预案消息', own: '自己写', audience: '发给', audienceOf: { residents: '住户', 'in-need': '关怀住户', staff: '在岗人员', outside: '外部单位' }, way: '方式', wayOf: { gateway: '短信或电话网关', cap: '公共预警（CAP）' }, toZh: '收件方（中文）', toEn: '收件方（英文）', textZh: '内容（中文）', textEn: '内容（英文）', check: '核对', messageLead: '确认后 30 秒内发出；发出的不能收回。', messageDrill: '演练：只记录，不会发出。', sendNow: '发送', expired: '核对已超过 30 秒，请重新核对。', back: '修改', sent: '消息已发出', within: '{{count}} 秒内确认',
      request: '调用资源', kind: '种类', amount: '数量', resource: '哪一处（可不选）', resourceAny: '最近的一处', metres: '{{count}} 米', requested: '已调用',
    },
    resource: {
      state: { needed: '缺', asked: '已叫', coming: '途中', there: '到位', returned: '已归还', cancelled: '已取消' }, move: { asked: '已联系', coming: '出发', there: '到位', returned: '归还', cancelled: '取消', needed: '还缺' }, minutes: '多久到（分钟）', eta: '预计 {{time}}', none: '还没有调用资源。', unknown: '还没有找到',
    },
    check: { rollCall: '点名', rollNone: '还没有点名。', show: '显示名单', none: '这里没有登记需要关怀的住户。', markOf: '{{who}}：{{state}}', sees: '您的角色看不到名单。' },
    start: {
      choose: '选择预案', find: '查找预案', proposed: '适用', minutes_one: '{{count}} 分钟', minutes_other: '{{count}} 分钟', none: '预案库是空的。', found: '没有找到。', place: '在哪里', whole: '整个小区', building: '楼栋', unit: '单元', unitOf: '{{number}} 单元', unitAny: '整栋', buildings: '多栋楼', area: '画定区域', detail: '具体位置', detailHint: '例如：2 单元', pick: '选择楼栋', draw: '在地图上画', redraw: '重画', drawn_one: '已画 {{count}} 个角', drawn_other: '已画 {{count}} 个角', drawFar: '先进入一个小区的大屏，才能在地图上画；也可以改选楼栋。', community: '小区',
      mode: '性质', realHint: '真的会通知外部单位', drillHint: '不触达任何真实的人和设备', commander: '指挥', me: '我（{{name}}）', reason: '启动原因', reasonHint: '例如：9 栋 2 单元电梯困人，3 人', reasonNeeded: '请写明原因。', placeNeeded: '请选择地点。', go: '启动预案', goDrill: '开始演练', ask: '申请启动', join: '加入运行中的预案', several_one: '在 {{count}} 个小区启动', several_other: '在 {{count}} 个小区启动', started: '预案已启动', asked: '已申请，等另一人同意', joined: '已加入运行中的预案',
      warning: '预警涉及的小区', warningNone: '没有一个小区您可以启动。', outcome: { going: '正在启动…', started: '已启动', asked: '等另一人同意', failed: '没有启动' }, done: '完成',
    },
    drawing: { title: '画定区域', how: '在地图上点各个角；双击或回车完成，Esc 取消。', undo: '撤回一点', close: '完成' },
    preview: {
      who: '谁做什么', nobody: '无人在岗：由指挥负责', standIn: '替岗', busy_one: '另有 {{count}} 步在手', busy_other: '另有 {{count}} 步在手', system: '系统自动', care: '需要关怀的住户', careOf: '红 {{red}} · 黄 {{yellow}} · 绿 {{green}}', careNone: '没有登记', resources: '资源', short: '缺 {{count}}', metres: '{{count}} 米', found: '没有登记的资源', stock: '存 {{count}}',
      outside: '将对外发送', outsideDrill: '演练：以下消息只记录，不会发出', outsideNone: '没有对外消息。', other: '英文', asks: '须另一人同意后才启动。', running: '此处已在运行：将加入，不会重复启动。', failed: '读不到人员和资源，仍可启动。', steps_one: '{{count}} 步', steps_other: '{{count}} 步',
    },
  },
}

const en: Same<typeof zh> = {
  run: {
    running: 'Plan running', standing: { asked: 'Waiting for agreement', running: 'Plan running', finished: 'Plan finished', aborted: 'Plan aborted', refused: 'Start refused' }, real: 'real', drill: 'drill', targetLeft: 'to target', targetLate: 'past target', startedAt: 'started {{time}}', elapsed: '{{time}} gone', progress: '{{done}} / {{of}} steps',
    span_one: 'leads {{count}} person', span_other: 'leads {{count}} people', spanMany: 'leads {{count}} people, more than 7: share the command', others: 'Other plans running', page: 'Open its page', pageOf: 'Open the page of {{name}}',
    nobody: 'nobody: the commander’s', accepted: 'accepted', unaccepted: 'not accepted', acceptLeft: 'not accepted, {{time}} left', doubled_one: 'has steps in {{count}} plans', doubled_other: 'has steps in {{count}} plans', escalated: { commander: 'gone up to the commander', manager: 'gone up to the duty manager', head: 'gone up to the regional head' }, round: 'round {{count}}', part: 'block {{name}}', added: 'added',
    noClock: 'no limit', lateBy: 'late by', waitingFor: 'after step {{steps}}', skipped: 'skipped', checkedBy: 'confirmed by {{who}}', second: 'needs a second person', photo: 'needs a photo', note: 'needs a note',
    wait: { time_one: 'waits {{count}} minute', time_other: 'waits {{count}} minutes', value: 'waits for {{device}}{{what}}', person: 'waits for somebody’s word' }, above: 'above {{limit}}', below: 'below {{limit}}', key: ' {{key}} ',
    group: { next_one: '{{count}} step to come', next_other: '{{count}} steps to come', over_one: '{{count}} step over', over_other: '{{count}} steps over', passed_one: '{{count}} step not taken', passed_other: '{{count}} steps not taken' }, noneUnderWay: 'No step is under way: the plan can be finished.',
    complete: 'Done', endWait: 'Go on', confirm: 'Confirm', waitsSecond: 'waits for a second person', more: 'More', moreOf: 'More: {{name}}',
    figure: { rollCall: 'Roll call', households: 'In need', resources: 'Resources' }, rollCount: '{{done}} / {{of}} answered', houseCount: '{{done}} / {{of}} checked', help_one: '{{count}} needs help', help_other: '{{count}} need help', needed_one: '{{count}} missing', needed_other: '{{count}} missing', asked: '{{count}} asked', coming: '{{count}} coming', there: '{{count}} there',
    finish: 'Finish plan', abort: 'Abort drill', abortReal: 'Abort plan', note_: 'Note',
    ask: { title: 'Waiting for agreement', says: '{{who}} asks to start “{{plan}}”', own: 'You asked to start “{{plan}}”: a second person has to agree', left: '{{time}} left', agree: 'Agree to start', refuse: 'Refuse', over: 'time is up' },
    interrupt: { title: 'Real alarm', abort: 'Abort drill', what: '{{alarm}} · {{place}}', more_one: '{{count}} more', more_other: '{{count}} more', reason: 'Real alarm: {{what}}', done: 'Drill aborted' },
    dialog: {
      gone: 'This plan does not exist, or is outside your scope.', over: 'This plan is over.', reason: 'Reason', submit: 'Confirm',
      instruction: 'Instruction', note: 'Note', noteHint: 'What was seen, what was done', noteNeeded: 'a note is needed', photoNeeded: 'a photo is needed', secondHint: 'A second person confirms it afterwards.', complete: 'Finish the step', answer: 'Answer',
      confirm: 'Confirm', send: 'Send back', sendWhy: 'What is wrong',
      others: 'Give it away, decline or skip it', accept: 'Accept for them', decline: 'Decline for them', declineWhy: 'Why it is declined', skip: 'Skip', skipWhy: 'Why it is skipped', skipWarn: 'Skipping is told to those above, and stands in the report.', mustNot: 'This step may not be skipped.',
      give: 'Give to', givePick: 'People on duty', giveNobody: 'Nobody is on duty now.', busy_one: '{{count}} step in hand', busy_other: '{{count}} steps in hand', free: 'free', giveWhy: 'Why (may be empty)', giveDo: 'Give it to them',
      device: 'Which device', deviceNone: 'There is no such device here.', deviceCode: 'Type the device’s code {{code}} to confirm', deviceDo: 'Give: {{act}}', act: { release: 'release', stop: 'stop', restart: 'restart' }, devices: 'The devices cannot be read.', captured: 'Drill: only recorded, no device is told.', given: 'Given',
      standDown: 'Finish the plan', standDownLead: 'Clocks stop and steps can no longer change.', checklist: 'Look at before', left: 'Steps that are not over', leftLead: 'What is ticked becomes an order.', leftNone: 'All steps are over.', result: 'Result', resultHint: 'For example: all 3 are out, nobody is hurt', unchecked_one: '{{count}} point was not looked at.', unchecked_other: '{{count}} points were not looked at.', finished: 'Plan finished',
      abort: 'Abort', abortLead: 'It stops at once and open steps are dropped; what was recorded stays.', addStep: 'Add a step', name: 'What to do', nameHint: 'For example: open the north gate for the fire engine', post: 'Post', person: 'For whom (optional)', minutes: 'Limit (minutes, optional)', addBlock: 'Add a block', block: 'The steps of which plan', blockNone: 'There is no plan to add.',
      handOver: 'Hand over command', handTo: 'To whom', handLead: 'Steps that nobody holds are then theirs.', handed: 'Command handed over', noteTitle: 'Write a note', noteWhat: 'Note', noteStep: 'About which step (optional)', noted: 'Noted',
      message: 'Send a message', template: 'From the plan', own: 'Own words', audience: 'Audience', audienceOf: { residents: 'residents', 'in-need': 'households in need', staff: 'staff on duty', outside: 'outside bodies' }, way: 'By', wayOf: { gateway: 'SMS and call gateway', cap: 'public warning (CAP)' }, toZh: 'Receiver (Chinese)', toEn: 'Receiver (English)', textZh: 'Text (Chinese)', textEn: 'Text (English)', check: 'Check', messageLead: 'Confirm within 30 seconds. What is sent cannot be taken back.', messageDrill: 'Drill: only recorded, nothing is sent.', sendNow: 'Send', expired: 'More than 30 seconds have gone: check again.', back: 'Change', sent: 'Message sent', within: 'confirm within {{count}} s',
      request: 'Call for a resource', kind: 'Kind', amount: 'Amount', resource: 'Which (optional)', resourceAny: 'the nearest', metres: '{{count}} m', requested: 'Called for',
    },
    resource: {
      state: { needed: 'missing', asked: 'asked', coming: 'coming', there: 'there', returned: 'returned', cancelled: 'cancelled' }, move: { asked: 'Asked', coming: 'Coming', there: 'There', returned: 'Returned', cancelled: 'Cancel', needed: 'Still missing' }, minutes: 'In how many minutes', eta: 'expected {{time}}', none: 'Nothing was called for yet.', unknown: 'none found yet',
    },
    check: { rollCall: 'Roll call', rollNone: 'No roll was called yet.', show: 'Show the list', none: 'No household in need is on file here.', markOf: '{{who}}: {{state}}', sees: 'Your role does not see the list.' },
    start: {
      choose: 'Choose a plan', find: 'Find a plan', proposed: 'fits', minutes_one: '{{count}} min', minutes_other: '{{count}} min', none: 'The library has no plans.', found: 'Nothing found.', place: 'Where', whole: 'Whole community', building: 'Building', unit: 'Unit', unitOf: 'unit {{number}}', unitAny: 'all of it', buildings: 'Buildings', area: 'Drawn area', detail: 'Place', detailHint: 'For example: unit 2', pick: 'Choose buildings', draw: 'Draw on the map', redraw: 'Draw again', drawn_one: '{{count}} corner drawn', drawn_other: '{{count}} corners drawn', drawFar: 'Open the wall of one community to draw on the map, or choose buildings.', community: 'Community',
      mode: 'Kind', realHint: 'outside parties will be told', drillHint: 'reaches no real person or device', commander: 'Commander', me: 'me ({{name}})', reason: 'Reason', reasonHint: 'For example: 3 people trapped, building 9 unit 2', reasonNeeded: 'Say why.', placeNeeded: 'Choose where.', go: 'Start plan', goDrill: 'Start drill', ask: 'Ask to start', join: 'Join what runs', several_one: 'Start in {{count}} community', several_other: 'Start in {{count}} communities', started: 'Plan started', asked: 'Asked: a second person has to agree', joined: 'Joined what runs',
      warning: 'Communities of the warning', warningNone: 'There is none where you may start it.', outcome: { going: 'starting…', started: 'started', asked: 'waits for a second person', failed: 'not started' }, done: 'Done',
    },
    drawing: { title: 'Draw an area', how: 'Click its corners on the map; a double click or Enter closes it, Esc gives it up.', undo: 'Take one back', close: 'Done' },
    preview: {
      who: 'Who does what', nobody: 'nobody on duty: the commander’s', standIn: 'stands in', busy_one: '{{count}} more step in hand', busy_other: '{{count}} more steps in hand', system: 'by itself', care: 'Households in need', careOf: 'red {{red}} · yellow {{yellow}} · green {{green}}', careNone: 'none on file', resources: 'Resources', short: '{{count}} missing', metres: '{{count}} m', found: 'none on file', stock: '{{count}} in stock',
      outside: 'Will be sent outside', outsideDrill: 'Drill: these are only recorded, nothing is sent', outsideNone: 'Nothing is sent outside.', other: 'In Chinese', asks: 'A second person has to agree before it starts.', running: 'It runs here already: you join it, it is not started twice.', failed: 'People and resources cannot be read; it can be started all the same.', steps_one: '{{count}} step', steps_other: '{{count}} steps',
    },
  },
}

/** Words of plans that run and of starting one; they come with them. */
export const planRunWords = { zh, en }
export type PlanRunWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', planRunWords[language], true, true)
