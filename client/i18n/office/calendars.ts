import type { Same } from '../zh.ts'

export const zh = {
  title: '工作日历', lead: '“工作日”“工作时间”“当天”按此计算。更改只影响之后登记的工单。', place: '范围', ownNote: '这里没有自己的日历，现用{{of}}的。保存后这里用自己的，不再随其变化。', ofCompany: '全公司', ofRegion: '区域', saved: '日历已保存', reset: '放弃更改', save: '保存',
  weekdays: '每周工作日', hours: '工作时间', opensAt: '开始', closesAt: '结束', hoursHint: '结束之后的报事从次日起算', badHours: '结束须晚于开始。', year: '{{year}} 年', previous: '上一年', next: '下一年', legend: '点按日期：工作日改为放假，休息日改为上班（调休），再点还原。',
  state: { off: '放假', worked: '调休上班', usual: '工作日', rest: '休息日' }, day: '{{date}}，{{state}}', dayNamed: '{{date}}，{{state}}：{{name}}', free: '假日',
  list: '放假与调休', noDays: '{{year}} 年还没有登记放假日。', worksOn: '调休上班：{{days}}', paste: '粘贴放假安排', pasteHint: '每行一项，例如“2027-01-01 元旦”“2027-02-06 至 2027-02-12 春节”“2027-02-13 班”。', add: '加入日历', added: '已加入 {{days}} 天，请检查后保存', wrongLines: '看不懂的行：{{lines}}',
  missing: '{{year}} 年的放假安排还没有登记，届时节假日会被当作工作日。请按国务院公布的安排粘贴。',
}

export const en: Same<typeof zh> = {
  title: 'Work calendars', lead: 'What “working day”, “working time” and “the same day” are counted by. Changes touch only what is reported from then on.', place: 'Place', ownNote: 'This place has no calendar of its own and uses that of {{of}}. Once saved, it has its own and no longer follows.', ofCompany: 'the company', ofRegion: 'its region', saved: 'The calendar is saved', reset: 'Undo changes', save: 'Save',
  weekdays: 'Days of the week', hours: 'Working time', opensAt: 'From', closesAt: 'To', hoursHint: 'What is reported later counts from the next day', badHours: 'The end must be after the beginning.', year: '{{year}}', previous: 'Year before', next: 'Year after', legend: 'Press a day: one that is worked becomes a holiday, one that is off is worked; press again to undo.',
  state: { off: 'holiday', worked: 'worked in place of another', usual: 'worked', rest: 'off' }, day: '{{date}}, {{state}}', dayNamed: '{{date}}, {{state}}: {{name}}', free: 'Holiday',
  list: 'Holidays and days worked in their place', noDays: 'No holiday of {{year}} yet.', worksOn: 'Worked in their place: {{days}}', paste: 'Paste holidays', pasteHint: 'One per line, such as “2027-01-01 New Year”, “2027-02-06 to 2027-02-12 Spring Festival”, “2027-02-13 worked”.', add: 'Add to the calendar', added: '{{days}} days added; look through them and save', wrongLines: 'Lines that cannot be read: {{lines}}',
  missing: 'The holidays of {{year}} are not here yet; they would count as working days. Paste them as published.',
}
