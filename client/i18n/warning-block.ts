import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  warning: {
    title: '公共预警', from: '自', until: '至', untilNone: '未注明结束时间', how: '紧迫与可能', area: '区域', sender: '发布方', sent: '发布', instruction: '防范指引', description: '详情', link: '网址', gone: '这条预警不存在，或不涉及您的小区。',
    status: { actual: '', exercise: '演习：发布方标明这不是真实预警', test: '测试：发布方标明这不是真实预警' },
    state: { standing: '', replaced: '已被更新的预警取代', cancelled: '已解除', expired: '已到期' },
    urgency: { Immediate: '须立即行动', Expected: '须在一小时内行动', Future: '近期行动', Past: '已不需行动', Unknown: '紧迫程度不明' },
    certainty: { Observed: '已经发生', Likely: '很可能发生', Possible: '可能发生', Unlikely: '不大可能发生', Unknown: '可能程度不明' },
  },
}

const en: Same<typeof zh> = {
  warning: {
    title: 'Public warning', from: 'From', until: 'Until', untilNone: 'no end was given', how: 'Urgency', area: 'Area', sender: 'Sender', sent: 'Sent', instruction: 'What to do', description: 'Details', link: 'Address', gone: 'There is no such warning, or it concerns none of your communities.',
    status: { actual: '', exercise: 'Exercise: its sender says that this is no real warning', test: 'Test: its sender says that this is no real warning' },
    state: { standing: '', replaced: 'An update has taken its place', cancelled: 'Cancelled', expired: 'Expired' },
    urgency: { Immediate: 'act at once', Expected: 'act within the hour', Future: 'act soon', Past: 'no more action needed', Unknown: 'urgency unknown' },
    certainty: { Observed: 'it has been observed', Likely: 'it is likely', Possible: 'it is possible', Unlikely: 'it is unlikely', Unknown: 'certainty unknown' },
  },
}

/** Words of a public warning on the sheet of its alarm. */
export const warningBlockWords = { zh, en }
export type WarningBlockWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', warningBlockWords[language], true, true)
