import type { Same } from '../zh.ts'

export const zh = {
  title: '完工清单', lead: '完成工单前逐项确认。必查项未确认、缺少要求的照片或签名，都不能完工。', place: '范围', head: { category: '类别', items: '检查项', shown: '须提交' }, must: '必查', none: '没有检查项', photo: '完工照片', signature: '住户签名', nothing: '不要求', company: '沿用公司清单',
  inChinese: '中文', inEnglish: '英文', edit: '更改', editOf: '{{category}}完工清单', item: '第 {{count}} 项，中文', itemEn: '第 {{count}} 项，英文', mustOf: '第 {{count}} 项必查', up: '第 {{count}} 项上移', remove: '移除第 {{count}} 项', add: '增加一项', shown: '完工时须提交', saved: '清单已保存', own: '保存后，本小区使用自己的清单，不再随公司清单变化。',
}

export const en: Same<typeof zh> = {
  title: 'Checklists', lead: 'Gone through before an order is called done. It cannot be while something that must be is open, or a photo or signature is missing.', place: 'Place', head: { category: 'Category', items: 'Items', shown: 'To be shown' }, must: 'must', none: 'No items', photo: 'Photo of the work', signature: 'Resident’s signature', nothing: 'Nothing', company: 'The company’s list',
  inChinese: 'Chinese', inEnglish: 'English', edit: 'Change', editOf: 'Checklist: {{category}}', item: 'Item {{count}} in Chinese', itemEn: 'Item {{count}} in English', mustOf: 'Item {{count}} must be done', up: 'Move item {{count}} up', remove: 'Remove item {{count}}', add: 'Add an item', shown: 'To be shown when done', saved: 'The checklist is saved', own: 'Once saved, this community has a list of its own and no longer follows the company’s.',
}
