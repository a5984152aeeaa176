import { severities } from '#shared/alarms.ts'
import type { Score, Scorecard } from '#shared/scorecard.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { csvText } from '../files/csv-writing.ts'

const heads: Record<Language, readonly string[]> = {
  zh: [
    '月份', '范围', '告警', '每人每10分钟', '最多', '超过2的时间', '风暴时间', '风暴次数', '持续超过24小时', '抖动', '短促', '前十来源占比', '紧急', '重要', '次要', '提示',
    '15秒内应答', '20秒内应答', '60秒内派出', '106秒内派出', '应答中位秒', '应答九成秒', '搁置', '因上级停报',
  ],
  en: [
    'Month', 'Of', 'Alarms', 'Per operator and 10 min', 'Most', 'Time over 2', 'Time in flood', 'Floods', 'Standing over 24 h', 'Chattering', 'Fleeting', 'Top ten share', 'Critical', 'Major', 'Minor', 'Notice',
    'Answered in 15 s', 'Answered in 20 s', 'Sent in 60 s', 'Sent in 106 s', 'Answer median s', 'Answer 90 % s', 'Shelved', 'Suppressed',
  ],
}
const all: Record<Language, string> = { zh: '全部', en: 'All' }

/** A line of the whole, of each community, of each desk. Shares from 0 to 1. */
export function scorecardCsv(scorecard: Scorecard, names: ReadonlyMap<string, Bilingual>, language: Language): string {
  const line = (score: Score): string[] => [
    scorecard.month, score.desk ?? (score.community ? (names.get(score.community)?.[language] ?? score.community) : all[language]), score.alarms,
    round(score.rate.mean), round(score.rate.most), round(score.rate.over), round(score.flood.share), score.flood.count, score.standing, score.chattering, score.fleeting,
    round(score.topTen.share), ...severities.map((severity) => score.mix[severity] ?? 0), ...[...score.answered, ...score.dispatched].map(({ share }) => round(share)),
    round(score.answer?.half ?? null), round(score.answer?.most ?? null), score.shelved, score.suppressed,
  ].map(String)
  return csvText([heads[language], ...[scorecard.whole, ...scorecard.communities, ...scorecard.desks].map(line)])
}

const round = (value: number | null): number | string => (value === null ? '' : Number(value.toFixed(3)))
