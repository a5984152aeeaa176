import { useTranslation } from 'react-i18next'
import type { Roster } from '#shared/rosters.ts'
import { useFormat } from '../i18n/format.ts'
import { repeatOf, weekdays, type Weekday } from './repeat-rules.ts'

/** The name of a day of the week in the viewer's language. */
export function useWeekday(): (day: Weekday) => string {
  const { language } = useFormat()
  const names = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  // 5 January 2026 is a Monday.
  return (day) => names.format(Date.UTC(2026, 0, 5 + weekdays.indexOf(day)))
}

/** "every 2 weeks on Mon, Fri"; the rule itself where only calendars write such. */
export function useRuleWords(): (roster: Pick<Roster, 'rule' | 'startsOn'>) => string {
  const { t } = useTranslation()
  const weekday = useWeekday()
  return ({ rule, startsOn }) => {
    const repeat = repeatOf(rule, startsOn)
    if (!repeat) return rule
    const { every } = repeat
    switch (repeat.kind) {
      case 'days':
        return t(every === 1 ? 'office.rosters.ruleWords.day' : 'office.rosters.ruleWords.days', { every })
      case 'weeks':
        return t(every === 1 ? 'office.rosters.ruleWords.week' : 'office.rosters.ruleWords.weeks', { every, days: repeat.days.map(weekday).join(t('join.comma')) })
      case 'months': {
        const day = repeat.day === -1 ? t('office.rosters.ruleWords.last') : String(repeat.day)
        return t(every === 1 ? 'office.rosters.ruleWords.month' : 'office.rosters.ruleWords.months', { every, day })
      }
    }
  }
}
