import { knownAlarmKinds, type Severity } from '#shared/alarms.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { alarmKindWords, severityWords } from '../alarm-words.ts'
import { passedOver, type Level } from './notice-words.ts'

export type AlarmNotice = {
  kind: string; text: string; severity: Severity; community: string; building: Bilingual | null; device: Bilingual | null
  /** When it began, in words; for how long nobody has answered, seconds. */
  since: string; seconds: number; skipped: readonly Level[]
}

/** "【康宁】紧急告警：电梯困人（3 栋 1 号梯），11月22日 09:12 起，已 1 分钟无人响应。无在岗管家。" `skipped`: levels that nobody holds just now. */
export function alarmNoticeText({ kind, text, severity, community, building, device, since, seconds, skipped }: AlarmNotice, language: Language): string {
  const known = knownAlarmKinds.find((one) => one === kind)
  const what = known ? alarmKindWords[known][language] : text || kind
  const place = placeText(building?.[language], device?.[language])
  const missing = passedOver(skipped, language)
  return language === 'zh'
    ? `【${community}】${severityWords[severity].zh}告警：${what}${place && `（${place}）`}，${since} 起，已 ${durationText(seconds, language)}无人响应。${missing}`
    : `[${community}] ${severityWords[severity].en} alarm: ${what}${place && ` (${place})`}, since ${since}, unanswered for ${durationText(seconds, language)}.${missing}`
}

/** Devices are often named with their building. */
const placeText = (building = '', device = ''): string => (device.toLowerCase().includes(building.toLowerCase()) ? device : [building, device].filter(Boolean).join(' '))

function durationText(seconds: number, language: Language): string {
  const minutes = Math.round(seconds / 60)
  if (seconds < 90) return language === 'zh' ? `${seconds} 秒` : `${seconds} s`
  return language === 'zh' ? `${minutes} 分钟` : `${minutes} min`
}
