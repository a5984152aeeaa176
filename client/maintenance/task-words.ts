import { useTranslation } from 'react-i18next'
import type { MaintenanceProposal } from '#shared/maintenance.ts'
import { useFormat } from '../i18n/format.ts'

/** A day of the calendar, whatever the zone: "11月24日周二". */
export function useDayWords(): (day: string) => string {
  const format = useFormat()
  return (day) => format.date(`${day}T12:00:00Z`, 'UTC')
}

/** What a proposal is called, and why it is made. */
export function useTaskWords(): (proposal: MaintenanceProposal, zone: string | undefined) => { title: string; why: string } {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  return ({ name, device, category, orders, alarms, usual, weekday, lastAt }, zone) => {
    const named = format.name(name)
    const reasons = [
      t('office.maintenance.why.all', { orders, alarms }),
      t('office.maintenance.why.usual', { usual }),
      // 1 January 2024 was a Monday.
      ...(weekday ? [t('office.maintenance.why.weekday', { weekday: new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday)) })] : []),
      ...(lastAt ? [t('office.maintenance.why.last', { day: format.date(lastAt, zone) })] : []),
    ]
    return { title: device ? t('office.maintenance.task.device', { name: named }) : t('office.maintenance.task.building', { name: named, category: t(`words.category.${category}`) }), why: reasons.join(t('join.dot')) }
  }
}
