import { zhWords } from './zh-words.ts'

export const zh = {
  product: '值守台',
  words: zhWords,
  act: {
    close: '关闭', cancel: '取消', confirm: '确认', retry: '重试', signIn: '登录', signOut: '退出登录', undo: '撤销', open: '打开', back: '返回', more: '更多', apply: '应用',
  },
  join: { dot: ' · ', comma: '、', colon: '：' },
  timeline: { at: '实际 {{time}}', said: '其时钟为 {{time}}', onSite: '在现场', offSite: '不在现场' },
  signIn: {
    title: '登录值守台', username: '用户名', password: '密码', showPassword: '显示密码', failed: '用户名或密码不对。', tooMany: '尝试过多，请稍候再试。', unreachable: '连不上服务器，请检查网络后再试。', leaving: '这里已不再显示您的内容，但服务器还没有收到退出请求。请保持本页打开，联网后会自动退出。',
  },
  firstRun: {
    title: '首次使用', lead: '请建立第一位管理员。启动口令已写在服务器的输出里。', token: '启动口令', name: '姓名', username: '用户名', password: '密码（至少 12 位）', submit: '建立并登录', mismatch: '请检查标出的各项。',
  },
  nothing: {
    title: '还没有小区', titleOthers: '还没有可看的小区', import: '请在服务器上导入第一个小区的平面图（GeoJSON），然后重新载入：', command: 'npm run import -- site estate.geojson --community hlhy --name "翰林花园/Hanlin Garden" --region 华南', demo: '想先看看样子，可运行 npm run demo：它用自己的数据演示 12 个小区的一天（见 README）。',
  },
  state: {
    loading: '正在读取…', forbidden: '您的账号还没有任何小区的查看权限，请联系管理员。', failed: '读取失败。', failedScreen: '画面出了问题，数据没有丢失。', reload: '重新载入',
    mapLoading: '正在绘制地图…', mapFailed: '这台机器画不出地图（缺少 WebGL2）。列表仍然可用。', noSites: '这里还没有楼栋。导入小区平面后就会显示。', noScope: '您看不到所选的范围，已为您切换。',
  },
  link: {
    live: '实时', opening: '正在连接', off: '连接中断', stale: '数据不新鲜',
    banner: '数据不新鲜，自 {{since}} 起', bannerNever: '还没有收到数据', bannerOff: '与服务器的连接已断，正在自动重连。画面停在当时的样子。', bannerStale: '连接还在，但服务器没有新的心跳。画面停在当时的样子。', bannerBehind: '服务器的更新落后了。画面可能不是最新。',
    feeds: '数据来源', feed: { requests: '报事', alarms: '告警', positions: '位置', telemetry: '设备数据', alertmanager: '监控系统', cap: '公共预警' }, never: '从未', ago: '{{age}}前', retryNow: '立即重连',
  },
  header: {
    scope: '选择范围', everything: '全公司', communities_one: '{{count}} 个小区', communities_other: '{{count}} 个小区', households: '{{count, number}} 户', buildings: '{{count}} 栋', duty: '值班', until: '至 {{time}}', nobody: '无人在班', language: 'English', languageLabel: '切换为英文', menu: '菜单', search: '搜索小区',
  },
  headline: {
    normal: '一切正常', normalSince: '自 {{time}} 起一切正常', left: '剩 {{time}}', late: '超时 {{time}}', since: '已 {{time}}', lateOrders_one: '{{count}} 张工单超时', lateOrders_other: '{{count}} 张工单超时', step: '第 {{step}} 步，共 {{of}} 步', asked: '等待同意启动', lateSteps_one: '{{count}} 步超时', lateSteps_other: '{{count}} 步超时', others: '另有 {{count}} 项',
    waiting: '等待第一批数据', flood: '告警风暴 10 分钟 {{count}} 条', clockLeft: '{{what}}剩 {{time}}', clockLate: '{{what}}晚 {{time}}',
  },
  alarm: {
    title: '告警', summary: '未确认 {{unacked}} · 共 {{count}}', rate: '10 分钟 {{count}} 起', flood: '告警风暴：按原因合并', empty: '没有告警。', acknowledge: '确认', acknowledging: '正在确认…', times_one: '第 {{count}} 次', times_other: '第 {{count}} 次', ackedBy: '{{who}} 已确认', folded_one: '{{count}} 条', folded_other: '{{count}} 条', expand: '展开', collapse: '合并', rest: '还有 {{count}} 条', restSafety: '其中 {{count}} 条危及生命', worst: '最重：{{severity}} {{kind}}', beyond: '还有 {{count}} 条，在告警页查看', row: '{{severity}}告警：{{kind}}，{{place}}，{{state}}',
    clock: { answer: '应答', start: '处置', arrive: '到场' }, clockLeft: '{{what}} 剩', clockLate: '{{what}} 晚', own: '我来处置', ownedBy: '{{who}} 处置', orderedTo: '{{who}} {{state}}', nobodyActs: '无人处置', held_one: '{{count}} 台下级设备因此停报', held_other: '{{count}} 台下级设备因此停报', exercise: { test: '测试', exercise: '演习' },
    mark: { title: '注意', asked: '{{who}} 申请搁置，待另一人同意', chattering: '频繁抖动 ×{{count}}，已合并', escalated: '已上报{{who}}', window: '设备检修中', cause: '上级设备也有告警', skew: '设备时钟不准' },
    aside: { lead: '另有 ', shelved: '{{count}} 条搁置', suppressed: '{{count}} 条因上级停报', 'out-of-service': '{{count}} 条检修中' },
    raised: '发生', device: '设备', cleared: '恢复', timeline: '经过', startPlan: '启动预案', report: '据此报工单', wholeCommunity: '小区公共区域', repeated: '重复',
  },
  order: {
    title: '工单', byPromise: '按承诺时限', summary: '{{count}} 未结', late: '{{count}} 已超时', soon: '{{count}} 将超时', empty: '没有未结工单。', below_one: '下面还有 {{count}} 张', below_other: '下面还有 {{count}} 张', unassigned: '待派', lateBy: '超时', paused: '暂停', done: '待关闭', quick: '只看', unassignedCount: '{{count}} 待派', mineCount: '{{count}} 我的', row: '工单 {{number}}：{{title}}，{{place}}，{{state}}，{{clock}}', clockLeft: '剩 {{time}}', clockLate: '超时 {{time}}', clockNone: '已完成处理',
    new: '新工单', report: '报工单', what: '什么事', whatHint: '例如：厨房跑水', category: '类别', priority: '紧急程度', where: '在哪里', building: '楼栋', place: '单元、房号或位置', placeHint: '例如：2 单元 1201', reporter: '报事人', phone: '电话', description: '补充说明', community: '小区', source: '来源', fromAlarm: '来自告警：{{kind}}', reported: '工单已登记',
    assignee: '处理人', reportedAt: '登记', promise: '承诺', respondBy: '响应', arriveBy: '到场', finishBy: '完成', kept: '已兑现', keptLate: '晚了 {{time}}', timeline: '经过', noDescription: '没有补充说明。', number: '单号',
    accept: '接单', arrive: '到场', finish: '完成', close: '关闭工单', cancel: '取消工单', note: '备注', cancelWarn: '取消后不能恢复，时限停止计算。', moved: '已更新',
    reassign: '改派', assign: '派单', candidates: '谁合适', cannot: '不合适的人', choose: '派给 {{name}}', reason: '原因（可不填）', effect_one: '{{name}}手上将有 {{count}} 张工单', effect_other: '{{name}}手上将有 {{count}} 张工单', effectArrive: '预计 {{minutes}} 分钟到场', effectPromise: '承诺剩 {{time}}', effectLate: '承诺已超时 {{time}}', reassigned: '{{number}} 已派给 {{name}}', undone: '已退回 {{name}}，需重新接单', undoLeft: '撤销（{{seconds}} 秒）', noCandidates: '没有合适的人。', openOrders: '{{count}} 张在手', wouldBreak_one: '会使其手上 {{count}} 项承诺超时', wouldBreak_other: '会使其手上 {{count}} 项承诺超时', breaksNothing: '不影响其手上的承诺', tooLate: '赶不上到场承诺', recommended: '系统推荐',
    give: '派给 {{name}}', offered: '已派给 {{name}}，{{time}} 内未接转下一位', free: '抢单中：合适的在班人员都能抢', nobody: '没有合适的人，请值班台决定', passed_one: '{{count}} 人退单或超时未接', passed_other: '{{count}} 人退单或超时未接', conflict: '别人先改了这张工单', conflictNow: '现在：{{state}}，处理人 {{who}}', gone: '这张工单已经结束，或不在您的范围内。',
  },
  redistribute: {
    title: '分配工单', titleFrom: '交接{{name}}手上的工单', from: '交接给别人', lead: '系统按技能、距离和负荷为每张工单选好了人，可逐张更改。确认后一次生效。', to: '派给', keep: '不改派', nobody: '没有合适的人', reason: '原因', sick: '病假，工单交接', several: '批量改派', none: '没有可改派的工单。', summary_one: '{{count}} 张派给 {{people}} 人', summary_other: '{{count}} 张派给 {{people}} 人', left_one: '{{count}} 张不改派', left_other: '{{count}} 张不改派', confirm_one: '确认分配 {{count}} 张', confirm_other: '确认分配 {{count}} 张', done_one: '已分配 {{count}} 张工单', done_other: '已分配 {{count}} 张工单', undone_one: '已撤销，{{count}} 张工单退回原处理人，需重新接单', undone_other: '已撤销，{{count}} 张工单退回原处理人，需重新接单', anew: '{{state}}，改派后需重新接单', changed: '刚有变化', conflict_one: '{{count}} 张工单刚被别人改过，没有一张被改派。已按现在的情况重新排好，请核对后再确认。', conflict_other: '{{count}} 张工单刚被别人改过，没有一张被改派。已按现在的情况重新排好，请核对后再确认。',
  },
  people: {
    title: '在岗', counts: '空闲 {{free}} · 忙 {{busy}} · 失联 {{silent}}', empty: '现在没有人在班。', free: '空闲', busy: '处理中', onWay: '前往 {{place}}', at: '在 {{place}}', patrol: '巡逻 {{done}}/{{of}} 点', silent: '失联', noPosition: '没有位置', positionAge: '位置 {{age}}前', more_one: '还有 {{count}} 人', more_other: '还有 {{count}} 人', skills: '技能', load: '手上的工单', shift: '班次', code: '工号', position: '位置', battery: '电量', accuracy: '误差', locate: '在地图上看', gone: '这个人不在您的范围内。', noLoad: '手上没有工单。', row: '{{name}}，{{post}}，{{state}}',
  },
  plan: { start: '启动预案', commander: '指挥 {{name}}', to: '发给 {{who}}', minutes: '{{count}} 分钟', drillWord: '演练' },
  site: {
    households: '住户', levels: '层数', units: '单元', use: '用途', openOrders: '未结工单', alarms: '告警', devices: '设备', heat: '热力', noOrders: '没有未结工单。', noAlarms: '没有告警。', noDevices: '没有登记的设备。', plans: '在此启动预案', report: '在此报工单', heatNow_one: '{{count}} 件', heatNow_other: '{{count}} 件', heatUsual: '平常 {{usual}} 件', near: '附近的人', gone: '这栋楼不在您的范围内。', enter: '进入小区', summary: '{{alarms}} 条告警 · {{orders}} 张未结', devicesOk_one: '其余 {{count}} 台在线', devicesOk_other: '其余 {{count}} 台在线', showAll: '全部显示', nobodyNear: '150 米内没有人。', metres: '{{count}} 米',
  },
  heat: { legend: '与平常相比', normal: '平常', high: '远高于平常', level: { same: '如常', slight: '略高', raised: '偏高', high: '高', far: '远高于平常' } },
  indicator: { title: '指标', last24: '近 24 小时', target: '目标 {{value}}', unknown: '没有数据', now: '现在', agoHours: '{{count}} 小时前', trace: '{{name}}：{{value}}，近 24 小时走势' },
  menu: { account: '我的账号', office: '管理', work: '日常工作', field: '我的工单', planPage: { library: '预案库', runs: '启动记录', drills: '演练', readiness: '就绪度', findings: '改进项', resources: '资源池' }, plans: '预案与演练', workPage: { board: '工单', alarms: '告警', devices: '设备', people: '人员', complaints: '投诉盘点', scorecard: '告警绩效', 'work-done': '工作量', maintenance: '维护计划', windows: '检修时段' } },
  palette: { title: '查找与操作', placeholder: '找工单、告警、楼栋、人，或输入操作', empty: '没有找到。', actions: '操作', orders: '工单', alarms: '告警', buildings: '楼栋', people: '人', communities: '小区', devices: '设备' },
  keys: { title: '键盘', palette: '查找与操作', next: '下一行 / 上一行', open: '打开选中的行', acknowledge: '确认告警', shelve: '搁置告警', pick: '选中这一行（告警页）', reassign: '改派工单', order: '新工单', plan: '启动预案', help: '这张表', close: '关闭', home: '回到全图' },
  display: { title: '显示', height: '屏幕高度（厘米）', distance: '观看距离（米）', hint: '文字会大到在这个距离上看得清（至少 16 角分）。', auto: '自动', theme: '明暗', dark: '深色', light: '浅色' },
  problem: { network: '没有送达', networkDetail: '服务器没有回应。已用同一编号重试，不会重复执行。', done: '完成', field: '{{field}}：{{message}}', seconds: '{{count}} 秒' },
  map: { label: '地图', home: '回到全图', people: '{{name}} {{age}}', alarms: '告警位置', you: '选中' },
  personal: {
    showPhone: '显示电话', showPosition: '显示位置', showHouseholds: '显示名单', logged: '查看会留下记录', phone: '电话', noPhone: '没有留电话', phoneOwnOnly: '电话只给这张工单的处理人看', noPlaces: '您的角色看不到人员位置。', counts: '空闲 {{free}} · 忙 {{busy}}',
    care: '需要关怀的住户', noHouseholds: '没有登记需要关怀的住户。', level: { red: '红', yellow: '黄', green: '绿' }, means: { red: '独居、残障', yellow: '婴幼儿、孕妇', green: '其他' }, count_one: '{{count}} 户', count_other: '{{count}} 户',
  },
  rights: { ownOnly: '这张工单没有派给您，您只能查看。', drillOnly: '您的角色只参加演练，实战预案只能查看。', drillHere: '您在这里只能开展演练。' },
  handover: { chip: '交接班 {{time}}', several_one: '{{count}} 处交接班', several_other: '{{count}} 处交接班', state: { open: '待接班', given: '已交班，待接班', missed: '无人接班', taken: '已接班' } },
  trust: { unproven: '告警链路 {{age}}未通过自检', unprovenWhat: '每分钟有一条测试告警走完全程；它没有到达，真正的告警也可能到不了。', quarantined: '隔离 {{count}}', quarantinedWhat: '收到但无法读取的消息', proven: '告警链路自检' },
  sound: {
    title: '声音', on: '此工位发出声音', volume: '音量', try: '逐个试听', hush: '消音 2 分钟', confirm: '我听到了', neverConfirmed: '还没有人确认听到过试音。', confirmed: '{{age}}前有人确认听到试音。',
    hearing: { heard: '声音正常：自检通过', blocked: '浏览器在有人点击页面之前不允许发声，点一下即可启用', muted: '此工位已关闭声音', broken: '此工位发不出声音：请检查浏览器和音频设备' },
    chip: { heard: '有声', blocked: '声音被阻止 · 点此启用', muted: '声音已关', broken: '发不出声音' },
    tone: { critical: '紧急', major: '重要', minor: '次要', notice: '提示', flood: '告警风暴', trouble: '系统故障', drill: '演练' },
    result: { heard: '已播放。若没有听到，请检查音量和音箱。', blocked: '浏览器阻止了播放，请再点一次。', broken: '没有播放出来，请检查音频设备。' },
    deaf: '{{name}}听不见', deafMore_one: '{{count}} 个值守端听不见', deafMore_other: '{{count}} 个值守端听不见', deafSince: '{{name}}：{{why}}，自 {{time}}',
  },
  wallScreen: {
    unreachable: '连不上服务器，正在重试…', starting: '正在启动大屏…',
    silent: '{{name}}没有画面', silentMore_one: '{{count}} 块大屏没有画面', silentMore_other: '{{count}} 块大屏没有画面', silentSince: '{{name}}：自 {{time}} 起没有画面', show: '在大屏上显示…',
  },
  error: { title: '出错了' },
}

/** The same keys with any words. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
export type Words = Same<typeof zh>
