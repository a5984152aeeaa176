import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  photos: {
    title: '照片', kind: { report: '报事照片', before: '处理前', after: '处理后', signature: '签名' },
    add: { report: '添加照片', before: '处理前照片', after: '处理后照片', signature: '签名照片' },
    open: '放大 {{kind}} {{at}}', previous: '上一张', next: '下一张', of: '{{at}} / {{count}}', remove: '移除{{kind}} {{at}}', sending_one: '正在上传…', sending_other: '正在上传 {{count}} 张…', gone: '照片打不开',
  },
}

const en: Same<typeof zh> = {
  photos: {
    title: 'Photos', kind: { report: 'Photo of the report', before: 'Before', after: 'After', signature: 'Signature' },
    add: { report: 'Add photo', before: 'Photo before', after: 'Photo after', signature: 'Photo of the signature' },
    open: 'Enlarge {{kind}} {{at}}', previous: 'Previous', next: 'Next', of: '{{at}} of {{count}}', remove: 'Remove {{kind}} {{at}}', sending_one: 'Sending…', sending_other: 'Sending {{count}}…', gone: 'This photo cannot be shown',
  },
}

/** Words of photos; they come with whatever shows some. */
export const photoWords = { zh, en }
export type PhotoWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', photoWords[language], true, true)
