import type { Language } from '#shared/text.ts'

/** A time as a resident reads it, in the zone of their community: "11月22日 18:30". */
export function momentText(instant: string, zone: string, language: Language): string {
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone, month: language === 'zh' ? 'long' : 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  try {
    return format(zone).format(Date.parse(instant))
  } catch {
    // A zone that nobody knows must not keep a message from leaving.
    return format('UTC').format(Date.parse(instant))
  }
}
