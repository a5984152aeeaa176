import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  flow: {
    label: '流程图', zoomIn: '放大', zoomOut: '缩小', whole: '全图', late: '超时', marked: '有问题', connect: '拖到另一步上，接在它后面', keys: '加减键缩放，0 键看全图',
    kind: { do: '动作', decide: '判断', wait: '等待', notify: '通知', order: '工单', instruct: '设备指令', 'roll-call': '点名', request: '调资源', block: '子预案' },
  },
}

const en: Same<typeof zh> = {
  flow: {
    label: 'Flow of steps', zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Show all', late: 'late', marked: 'has a problem', connect: 'Drag onto another step, to come before it', keys: 'Plus and minus zoom, 0 shows all',
    kind: { do: 'Do', decide: 'Decide', wait: 'Wait', notify: 'Notify', order: 'Order', instruct: 'Device command', 'roll-call': 'Roll call', request: 'Request', block: 'Sub-plan' },
  },
}

/** Words of the chart of a plan and of the kinds of its steps; they come with it. */
export const flowWords = { zh, en }
export type FlowWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', flowWords[language], true, true)
