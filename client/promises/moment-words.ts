import { useMemo } from 'react'
import { useFormat } from '../i18n/format.ts'
import { now } from '../live/now.ts'

/** A moment to the minute, with its year where that is not this one. */
export function useMomentWords(): (at: string) => string {
  const { language } = useFormat()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const minute = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    const [near, far] = [new Intl.DateTimeFormat(locale, minute), new Intl.DateTimeFormat(locale, { year: 'numeric', ...minute })]
    return (at) => (new Date(at).getFullYear() === new Date(now()).getFullYear() ? near : far).format(new Date(at))
  }, [language])
}
