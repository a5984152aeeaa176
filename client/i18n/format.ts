import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { titleIn, type Order } from '#shared/orders.ts'
import type { Bilingual, Language } from '#shared/text.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

const two = (value: number) => String(value).padStart(2, '0')

/** Seconds as a running clock: 04:10, 1:32:00; from 4 hours on the caller wants `age`, since no one counts seconds then. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const h = Math.floor(whole / hour)
  const m = Math.floor((whole % hour) / minute)
  return h > 0 ? `${h}:${two(m)}:${two(whole % minute)}` : `${two(m)}:${two(whole % minute)}`
}

/** The largest unit that says how long: 12 seconds, 2 minutes, 4 hours, 3 days. */
export function ageUnit(seconds: number): { value: number; unit: 'second' | 'minute' | 'hour' | 'day' } {
  const whole = Math.max(0, seconds)
  if (whole < minute) return { value: Math.floor(whole), unit: 'second' }
  if (whole < hour) return { value: Math.floor(whole / minute), unit: 'minute' }
  if (whole < 2 * day) return { value: Math.floor(whole / hour), unit: 'hour' }
  return { value: Math.floor(whole / day), unit: 'day' }
}

export type Format = ReturnType<typeof formatFor>

export function formatFor(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const units = new Map<string, Intl.NumberFormat>()
  const unitFormat = (unit: string) => {
    const held = units.get(unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 })
    units.set(unit, held)
    return held
  }
  const dates = new Map<string, Intl.DateTimeFormat>()
  const dateFormat = (zone: string | undefined, options: Intl.DateTimeFormatOptions) => {
    const key = `${zone ?? ''} ${JSON.stringify(options)}`
    const held = dates.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
    dates.set(key, held)
    return held
  }
  const age = (seconds: number) => {
    const { value, unit } = ageUnit(seconds)
    return unitFormat(unit).format(value)
  }
  return {
    language,
    name: (text: Bilingual) => text[language],
    title: (order: Pick<Order, 'title' | 'titleEn'>) => titleIn(order, language),
    number: (value: number) => number.format(value),
    age,
    /** A countdown or a lateness, without its sign. */
    span: (seconds: number) => (Math.abs(seconds) < 4 * hour ? clock(Math.abs(seconds)) : age(Math.abs(seconds))),
    /** How long something has stood: a running clock for its first hour. */
    since: (seconds: number) => (seconds < hour ? clock(seconds) : age(seconds)),
    time: (at: number | string, zone?: string) => dateFormat(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at)),
    timeSeconds: (at: number | string, zone?: string) =>
      dateFormat(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at)),
    moment: (at: number | string, zone?: string) =>
      dateFormat(zone, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at)),
    date: (at: number | string, zone?: string) => dateFormat(zone, { month: 'short', day: 'numeric', weekday: 'short' }).format(new Date(at)),
  }
}

export function useFormat(): Format {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return useMemo(() => formatFor(language), [language])
}
