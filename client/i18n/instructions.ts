import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  instructions: {
    title: '远程操作', mayNot: '可远程{{what}}，但须由值班经理下发。', none: '还没有下发过指令。', failed: '指令记录读不出来，正在重试。', drill: '演练：只记录，不会发给设备。',
    act: { release: '释放', stop: '停止', restart: '重启' },
    ask: { release: '释放：{{name}}', stop: '停止：{{name}}', restart: '重启：{{name}}' },
    what: { release: '设备会立即释放（例如轿厢放人、道闸抬起、门打开）。', stop: '设备会立即停止运行，直到有人重新启动。', restart: '设备会立即重启，其间不工作。' },
    expires: '30 秒内没有执行就作废，不会迟到执行；结果会显示在这里。', reason: '原因', confirm: '输入设备编号 {{code}} 以确认', otherCode: '与设备编号不一致', submit: '下发',
    waiting: '等待设备答复，剩 {{left}}',
    state: { waiting: '正在等待答复', done: '已执行', refused: '设备拒绝', expired: '30 秒内没有答复，已作废', captured: '演练，已记录，未发出', unreached: '未能下发' },
    late: '{{time}} 才答复：{{answer}}', lateDone: '{{time}} 才答复，不算执行', why: { 'no-broker': '本系统没有可用的 MQTT 接入，请联系管理员', nobody: '设备和它的网关都没有连接' },
    line: '{{by}} {{time}}：{{reason}}', answered: '设备说：{{answer}}', list: '最近的指令',
  },
}

const en: Same<typeof zh> = {
  instructions: {
    title: 'Remote actions', mayNot: 'Can be told from here: {{what}}. Only a duty manager may.', none: 'Nothing was told to it yet.', failed: 'What was told to it cannot be read just now; it is tried again.', drill: 'Drill: written down only, nothing reaches the device.',
    act: { release: 'Release', stop: 'Stop', restart: 'Restart' },
    ask: { release: 'Release {{name}}', stop: 'Stop {{name}}', restart: 'Restart {{name}}' },
    what: { release: 'The device releases at once: a car lets people out, a barrier rises, a door opens.', stop: 'The device stops at once, until somebody starts it again.', restart: 'The device restarts at once and does not work meanwhile.' },
    expires: 'What is not done within 30 s is void and is not done later; the result shows here.', reason: 'Reason', confirm: 'Type the code of the device, {{code}}, to confirm', otherCode: 'It is not the code of this device', submit: 'Tell it',
    waiting: 'Waiting for the device, {{left}} left',
    state: { waiting: 'waiting for an answer', done: 'done', refused: 'the device refused', expired: 'no answer within 30 s, void', captured: 'drill: written down, not sent', unreached: 'could not be sent' },
    late: 'answered only at {{time}}: {{answer}}', lateDone: 'answered only at {{time}}, which does not count', why: { 'no-broker': 'there is no MQTT connection here: ask an administrator', nobody: 'neither the device nor its gateway is connected' },
    line: '{{by}} {{time}}: {{reason}}', answered: 'the device said: {{answer}}', list: 'Last instructions',
  },
}

/** Words of what a device is told; they come with its sheet. */
export const instructionWords = { zh, en }
export type InstructionWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', instructionWords[language], true, true)
