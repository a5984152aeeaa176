import type { Same } from './zh.ts'

const zh = {
  title: '演练评分', other: 'English', otherLabel: 'Switch to English', loading: '正在读取…', drill: '演练', until: '评分截止 {{time}}', lead: '请按您看到的情况选择；没看到的不用选。',
  rating: { P: '顺利完成', S: '基本完成', M: '问题较多', U: '未能完成' }, calm: '安抚住户', calmLead: '住户是否及时得到告知和安抚',
  name: '怎么称呼您', nameHint: '例如：3 栋王阿姨', note: '想说的话（可不填）', noteHint: '例如：广播听不清', send: '提交评分', sending: '正在提交…', needName: '请写一个称呼。', needRating: '请至少选一项。',
  sent: '评分已提交，谢谢', sentLead: '关闭前都可以在这部手机上更改。', change: '更改评分', closed: '评分已截止', closedLead: '这次演练不再接受评分，谢谢您的参与。', gone: '评分码不对', goneLead: '请核对评分码，或向物业索取新的码。',
  wait: '操作太频繁，请 {{minutes}} 分钟后再试。', network: '没有连上，请稍候再试。', failed: '没有提交。', retry: '再试一次',
}

const en: Same<typeof zh> = {
  title: 'Score the drill', other: '中文', otherLabel: '切换到中文', loading: 'Reading…', drill: 'Drill', until: 'Open until {{time}}', lead: 'Choose what you saw; leave out what you did not see.',
  rating: { P: 'went well', S: 'mostly well', M: 'many problems', U: 'not done' }, calm: 'Residents calmed', calmLead: 'Whether residents were told and calmed in time',
  name: 'What may we call you', nameHint: 'Such as: Mrs Wang, building 3', note: 'Anything to say (optional)', noteHint: 'Such as: the loudspeaker could not be heard', send: 'Send', sending: 'Sending…', needName: 'Write a name.', needRating: 'Choose at least one.',
  sent: 'Thank you, your score is in', sentLead: 'You can change it on this phone until it closes.', change: 'Change it', closed: 'Scoring has closed', closedLead: 'This drill takes no more scores. Thank you for coming.', gone: 'This code is not right', goneLead: 'Look at the code again, or ask the estate for a new one.',
  wait: 'Too often: try again in {{minutes}} min.', network: 'No connection. Try again in a moment.', failed: 'It was not sent.', retry: 'Try again',
}

/** Words of the page by which residents score; it loads nothing else. */
export const scoreWords = { zh, en }
export type ScoreWords = typeof zh

export const filled = (text: string, holes: Record<string, string | number>): string => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(holes[name] ?? ''))
