import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  deviceSheet: {
    title: '设备', gone: '这台设备不存在，或不在您的范围内。', removed: '已于 {{date}} 拆除', stale: '{{age}}前读取，正在重新连接', failed: '设备信息读不出来。',
    why: {
      online: '{{age}}前有数据', never: '还没有收到过数据', quiet: '平时不主动上报', silent: '超过 {{limit}} 没有数据', silentNow: '没有数据', faulty: '有故障告警未恢复', maintenance: '正在检修：告警照常记录，不响铃', since: '{{age}}前变化',
    },
    code: '编号', kind: '类型', where: '位置', serial: '序列号', heard: '最近数据', neverHeard: '从未', limit: '失联判定', after: '{{age}}没有数据', camera: '摄像机', openCamera: '打开画面', unit: '{{unit}} 单元', floor: '{{floor}} 层', copy: '地址',
    above: '挂在', below: '挂在它下面的设备', belowMore: '还有 {{count}} 台', nothingAbove: '没有登记上级设备。', tie: { power: '供电', network: '网络', controller: '控制器', gateway: '网关' },
    values: '最近的数值', noValues: '还没有数值。', more: '全部 {{count}} 项', yes: '是', no: '否', quality: { good: '正常', late: '补传', clock: '时钟不准', suspect: '存疑' },
    history: '历史曲线', span: { day: '24 小时', week: '7 天', month: '30 天' }, key: '数值', noHistory: '这段时间没有数据。', chart: '{{name}}的历史曲线', least: '最低', most: '最高', mean: '平均', mode: '数值',
    alarms: '告警（90 天）', noAlarms: '90 天内没有告警。', standing: '未恢复', orders: '工单（90 天）', noOrders: '90 天内没有工单。',
    service: '保养', next: '下次 {{day}}', nextBy: { days: '按天数', hours: '按运行小时', plan: '按维护计划' }, due: '已到期', last: '上次 {{day}}', lastHours: '当时已运行 {{hours, number}} 小时', neverServiced: '没有保养记录', noCycle: '没有设定保养周期', everyDays: '每 {{days}} 天', everyHours: '每运行 {{hours, number}} 小时',
    serviced: '登记保养', servicedTitle: '登记保养：{{name}}', servicedAt: '保养时间', servicedNote: '备注（可不填）', servicedDone: '已登记保养', attributes: '属性', noAttributes: '没有填写属性。',
    report: '报工单', window: '安排检修', change: '更改', remove: '拆除', removeTitle: '拆除{{name}}', removeWhat: '设备不再出现在清单中，不再接收它的数据，它的告警随之结束；历史保留。以后用同一编号登记，就会接上历史。', removeReason: '原因', removeDone: '已拆除 {{name}}',
    qr: '报事码', qrLabel: '{{name}}的报事二维码', noQr: '还没有报事码。', actions: '远程操作', action: { release: '释放', stop: '停止', restart: '重启' },
    attribute: {
      maker: '厂家', model: '型号', installedOn: '安装日期', registration: '注册代码', capacity: '额定载重', floors: '服务层数', speed: '额定速度', inspectedUntil: '检验有效期至', flow: '额定流量', head: '扬程', ratedPower: '额定功率', voltage: '额定电压',
      loops: '回路数', doors: '门数', lanes: '车道数', length: '长度', lamps: '灯具数', lowAlarm: '低报警值', firmware: '固件版本', address: '网络地址', points: '点位数', ports: '端口数', measures: '测量内容',
    },
    value: {
      temperature: '温度', humidity: '湿度', pressure: '压力', level: '液位', flow: '流量', current: '电流', voltage: '电压', power: '功率', energy: '电量', vibration: '振动', speed: '速度', concentration: '浓度', battery: '电池', signal: '信号', runningHours: '运行小时', load: '负载', trips: '运行次数', running: '运行', connected: '连接',
    },
    form: {
      connect: '登记设备', changeOf: '更改{{name}}', save: '保存', done: '已登记 {{name}}', changed: '已更改 {{name}}', codeHint: '网关和接口按它认设备，本小区内不重复', nameZh: '中文名称', nameEn: '英文名称', nameEnHint: '不填则与中文相同', building: '楼栋', noBuilding: '小区公共区域', unit: '单元', floor: '楼层', room: '房间',
      ties: '挂在哪里', tiesHint: '上级断电、断网或失联时，它的告警会并到上级。', none: '没有', silentAfter: '多少秒没有数据算失联', silentHint: '不填：不主动上报的设备', serviceDays: '每多少天保养', serviceHours: '每运行多少小时保养', camera: '摄像机地址', cameraHint: 'https:// 或 rtsp:// 开头', actions: '允许的远程操作', dayHint: '例如 2024-03-01',
    },
  },
}

const en: Same<typeof zh> = {
  deviceSheet: {
    title: 'Device', gone: 'This device does not exist, or is outside your scope.', removed: 'Removed on {{date}}', stale: 'read {{age}} ago, reconnecting', failed: 'The device cannot be read.',
    why: {
      online: 'data {{age}} ago', never: 'no data yet', quiet: 'does not speak by itself', silent: 'no data for more than {{limit}}', silentNow: 'no data', faulty: 'an alarm of a fault stands', maintenance: 'being worked on: its alarms are recorded, not heard', since: 'changed {{age}} ago',
    },
    code: 'Code', kind: 'Kind', where: 'Place', serial: 'Serial', heard: 'Last heard', neverHeard: 'never', limit: 'Silent after', after: '{{age}} without data', camera: 'Camera', openCamera: 'Open the picture', unit: 'unit {{unit}}', floor: 'floor {{floor}}', copy: 'Address',
    above: 'Hangs on', below: 'What hangs on it', belowMore: '{{count}} more', nothingAbove: 'Nothing is on file that it hangs on.', tie: { power: 'Power', network: 'Network', controller: 'Controller', gateway: 'Gateway' },
    values: 'Last values', noValues: 'No values yet.', more: 'All {{count}}', yes: 'yes', no: 'no', quality: { good: 'good', late: 'late', clock: 'wrong clock', suspect: 'suspect' },
    history: 'History', span: { day: '24 hours', week: '7 days', month: '30 days' }, key: 'Value', noHistory: 'No data in this time.', chart: 'History of {{name}}', least: 'least', most: 'most', mean: 'mean', mode: 'value',
    alarms: 'Alarms (90 days)', noAlarms: 'No alarms in 90 days.', standing: 'stands', orders: 'Orders (90 days)', noOrders: 'No orders in 90 days.',
    service: 'Service', next: 'Next on {{day}}', nextBy: { days: 'by days', hours: 'by running hours', plan: 'by the maintenance plan' }, due: 'due', last: 'Last on {{day}}', lastHours: 'at {{hours, number}} running hours', neverServiced: 'No service on file', noCycle: 'No service cycle is set', everyDays: 'every {{days}} days', everyHours: 'every {{hours, number}} running hours',
    serviced: 'Log a service', servicedTitle: 'Log a service: {{name}}', servicedAt: 'When', servicedNote: 'Note (optional)', servicedDone: 'The service is logged', attributes: 'Attributes', noAttributes: 'No attributes on file.',
    report: 'Report an order', window: 'Plan maintenance', change: 'Change', remove: 'Remove', removeTitle: 'Remove {{name}}', removeWhat: 'The device leaves the list, its data is taken no more and its alarms end with it; its history stays. Connected again by the same code, it goes on with its history.', removeReason: 'Why', removeDone: '{{name}} is removed',
    qr: 'Code to report by', qrLabel: 'QR code to report at {{name}}', noQr: 'No code to report by yet.', actions: 'Remote actions', action: { release: 'Release', stop: 'Stop', restart: 'Restart' },
    attribute: {
      maker: 'Maker', model: 'Model', installedOn: 'Installed on', registration: 'Registration', capacity: 'Capacity', floors: 'Floors', speed: 'Speed', inspectedUntil: 'Inspected until', flow: 'Rated flow', head: 'Head', ratedPower: 'Rated power', voltage: 'Rated voltage',
      loops: 'Loops', doors: 'Doors', lanes: 'Lanes', length: 'Length', lamps: 'Lamps', lowAlarm: 'Low alarm', firmware: 'Firmware', address: 'Address', points: 'Points', ports: 'Ports', measures: 'Measures',
    },
    value: {
      temperature: 'Temperature', humidity: 'Humidity', pressure: 'Pressure', level: 'Level', flow: 'Flow', current: 'Current', voltage: 'Voltage', power: 'Power', energy: 'Energy', vibration: 'Vibration', speed: 'Speed', concentration: 'Concentration', battery: 'Battery', signal: 'Signal', runningHours: 'Running hours', load: 'Load', trips: 'Trips', running: 'Running', connected: 'Connected',
    },
    form: {
      connect: 'Connect a device', changeOf: 'Change {{name}}', save: 'Save', done: '{{name}} is connected', changed: '{{name}} is changed', codeHint: 'Gateways and doors know the device by it; unique in its community', nameZh: 'Chinese name', nameEn: 'English name', nameEnHint: 'As the Chinese one if left empty', building: 'Building', noBuilding: 'Common area', unit: 'Unit', floor: 'Floor', room: 'Room',
      ties: 'What it hangs on', tiesHint: 'When that loses power or network or falls silent, its alarms are folded under that.', none: 'Nothing', silentAfter: 'Silent after how many seconds without data', silentHint: 'Empty: it does not speak by itself', serviceDays: 'Service every how many days', serviceHours: 'Service every how many running hours', camera: 'Camera address', cameraHint: 'Begins with https:// or rtsp://', actions: 'Remote actions that are allowed', dayHint: 'Such as 2024-03-01',
    },
  },
}

/** Words of the device sheet and its forms; they come with it. */
export const deviceSheetWords = { zh, en }
export type DeviceSheetWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', deviceSheetWords[language], true, true)
