import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  reporting: {
    address: '地址', addressHint: '例如：9-2-1201，或 9栋2单元1201', recognised: '识别为 {{place}}', unknownBuilding: '没有 {{code}} 栋', device: '设备', noDevice: '不涉及设备', facility: '设施', noFacility: '不涉及公共设施', language: '报事人语言', zh: '中文', en: 'English', source: '来源',
    more: '更多', known: '这里已有的', knownEmpty: '填写内容和地址后，这里会列出可能重复的工单。', knownNone: '没有发现重复的工单。', duplicates: '可能是同一件事', attach: '并入这张', attachTo: '并入 {{number}}：{{title}}', attached: '已并入 {{number}}',
    recurring: '同处 90 天内第 {{count}} 次', since: '自 {{date}} 起', lookAt: '查看 {{number}}', keep: '未提交的内容会保留。', restored: '已恢复上次未提交的内容。', reset: '清空', reports_one: '{{count}} 人报过', reports_other: '{{count}} 人报过',
  },
}

const en: Same<typeof zh> = {
  reporting: {
    address: 'Address', addressHint: 'Such as 9-2-1201, or building 9 unit 2 room 1201', recognised: 'Read as {{place}}', unknownBuilding: 'There is no building {{code}}', device: 'Device', noDevice: 'No device', facility: 'Facility', noFacility: 'No public facility', language: 'Language of the reporter', zh: '中文', en: 'English', source: 'Source',
    more: 'More', known: 'Known here', knownEmpty: 'Once you say what and where, orders that may be the same are listed here.', knownNone: 'No order seems to be the same.', duplicates: 'May be the same matter', attach: 'Attach to it', attachTo: 'Attach to {{number}}: {{title}}', attached: 'Attached to {{number}}',
    recurring: '{{count}} times here in 90 days', since: 'since {{date}}', lookAt: 'Look at {{number}}', keep: 'What you typed is kept.', restored: 'What you had typed is back.', reset: 'Clear', reports_one: '{{count}} reporter', reports_other: '{{count}} reporters',
  },
}

/** Words of the desk's report form. */
export const reportingWords = { zh, en }
export type ReportingWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', reportingWords[language], true, true)
