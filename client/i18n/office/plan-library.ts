import type { Same } from '../zh.ts'

export const zh = {
  title: '应急预案库', lead: '每份预案一图一表：步骤流程与资源清单。发布后的版本不再改变，修改就是新的一版。', empty: '预案库还是空的。可以新建一份，或导入预案文件。',
  create: '新建预案', import: '导入', retired_one: '显示已停用的 {{count}} 份', retired_other: '显示已停用的 {{count}} 份', hideRetired: '不显示已停用的',
  edition: '第 {{edition}} 版', since: '{{date}}起执行', state: { draft: '草稿', review: '待审', published: '执行中', retired: '已停用' },
  working: { draft: '第 {{edition}} 版 · {{who}}起草中', review: '第 {{edition}} 版 · {{who}}送审，待发布' }, unpublished: '尚未发布',
  target: '目标 {{time}}', noTarget: '没有目标时间', steps_one: '{{count}} 步', steps_other: '{{count}} 步', second: '双人启动',
  time: { minutes_one: '{{count, number}} 分钟', minutes_other: '{{count, number}} 分钟', seconds_one: '{{count, number}} 秒', seconds_other: '{{count, number}} 秒', hours_one: '{{count, number}} 小时', hours_other: '{{count, number}} 小时', days_one: '{{count, number}} 天', days_other: '{{count, number}} 天' },
  when: '触发', noTrigger: '只由人启动', trigger: { worse: '{{kinds}}（{{severity}}及以上）', many_one: '{{kinds}} {{count}} 起', many_other: '10 分钟内同楼 {{count}} 起{{kinds}}', words: '报事中有“{{words}}”' }, moreTriggers_one: '另 {{count}} 项', moreTriggers_other: '另 {{count}} 项',
  ready: '就绪度', readyWorst: '平均；最低 {{worst}}%', drilled: '上次演练', never: '还没有', findings: '改进建议', findings_one: '{{count}} 条待采纳', findings_other: '{{count}} 条待采纳',
  start: '启动', open: '查看', goOn: '继续编辑', review: '审阅', newEdition: '新版本', export: '导出', actOf: '{{act}}：{{name}}', drafted: '已开始新的一版',
  new: { title: '新建预案', scene: '场景', nameZh: '名称（中文）', nameEn: '名称（英文）', purposeZh: '目的（中文）', purposeEn: '目的（英文）', enHint: '可稍后补上', submit: '新建', done: '草稿已建立' },
  file: {
    title: '导入预案', lead: '每份预案作为草稿进入，发布之前不会启用。', format: '来源', watchfloor: '预案文件', eden: 'Sahana Eden', paste: '粘贴内容，或选择文件', choose: '选择 JSON 文件', series: '导入为', asNew: '新的预案', asEdition: '{{name}}的新版本',
    scene: '场景', tables: { scenarios: '场景表（scenario）', tasks: '任务表（task）', people: '人员表（hr）', assets: '资产表（asset）' }, needed: '必选', optional: '可不选', none: '未选择', submit: '导入', done_one: '已导入 {{count}} 份草稿', done_other: '已导入 {{count}} 份草稿', left: '没有任务，未导入：{{names}}', tooLarge: '文件太大。',
  },
}

export const en: Same<typeof zh> = {
  title: 'Emergency plans', lead: 'Each plan is one chart and one table: the flow of steps and the list of resources. A published edition never changes; a change is a new edition.', empty: 'The library is empty. Make a plan, or import a plan file.',
  create: 'New plan', import: 'Import', retired_one: 'Show {{count}} that is retired', retired_other: 'Show {{count}} that are retired', hideRetired: 'Hide those that are retired',
  edition: 'Edition {{edition}}', since: 'in force since {{date}}', state: { draft: 'Draft', review: 'In review', published: 'In force', retired: 'Retired' },
  working: { draft: 'Edition {{edition}} being written by {{who}}', review: 'Edition {{edition}} by {{who}} waits to be published' }, unpublished: 'Not published yet',
  target: 'Target {{time}}', noTarget: 'No target time', steps_one: '{{count}} step', steps_other: '{{count}} steps', second: 'Two people start it',
  time: { minutes_one: '{{count, number}} min', minutes_other: '{{count, number}} min', seconds_one: '{{count, number}} s', seconds_other: '{{count, number}} s', hours_one: '{{count, number}} h', hours_other: '{{count, number}} h', days_one: '{{count, number}} day', days_other: '{{count, number}} days' },
  when: 'Proposed for', noTrigger: 'Started by hand only', trigger: { worse: '{{kinds}} ({{severity}} or worse)', many_one: '{{count}} × {{kinds}}', many_other: '{{count}} × {{kinds}} in one building within 10 min', words: 'reports that say “{{words}}”' }, moreTriggers_one: 'and {{count}} more', moreTriggers_other: 'and {{count}} more',
  ready: 'Readiness', readyWorst: 'on average; {{worst}}% at worst', drilled: 'Last drill', never: 'None yet', findings: 'Findings', findings_one: '{{count}} to be taken in', findings_other: '{{count}} to be taken in',
  start: 'Start', open: 'Open', goOn: 'Go on writing', review: 'Review', newEdition: 'New edition', export: 'Export', actOf: '{{act}}: {{name}}', drafted: 'A new edition has been begun',
  new: { title: 'New plan', scene: 'Scene', nameZh: 'Name (Chinese)', nameEn: 'Name (English)', purposeZh: 'Purpose (Chinese)', purposeEn: 'Purpose (English)', enHint: 'May follow later', submit: 'Make', done: 'The draft is there' },
  file: {
    title: 'Import plans', lead: 'Each plan comes in as a draft; nothing is in force before it is published.', format: 'From', watchfloor: 'A plan file', eden: 'Sahana Eden', paste: 'Paste it, or choose a file', choose: 'Choose a JSON file', series: 'As', asNew: 'A new plan', asEdition: 'A new edition of {{name}}',
    scene: 'Scene', tables: { scenarios: 'Scenarios', tasks: 'Tasks', people: 'People (hr)', assets: 'Assets' }, needed: 'needed', optional: 'may be left out', none: 'none chosen', submit: 'Import', done_one: '{{count}} draft came in', done_other: '{{count}} drafts came in', left: 'Without tasks, left out: {{names}}', tooLarge: 'The file is too large.',
  },
}
