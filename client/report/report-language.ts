import { createContext, use } from 'react'
import type { Bilingual, Language } from '#shared/text.ts'
import { reportWords, type ReportWords } from '../i18n/report.ts'

const remembered = 'watchfloor.language'

/** What was chosen here before, else what the phone speaks; Chinese where that is neither. A browser may keep nothing. */
export function firstLanguage(): Language {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(remembered)
  } catch {
    // Private windows of some browsers refuse even to look.
  }
  if (stored === 'zh' || stored === 'en') return stored
  return /^en\b/i.test(navigator.language) ? 'en' : 'zh'
}

export function remember(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = reportWords[language].title
  try {
    localStorage.setItem(remembered, language)
  } catch {
    // It is then asked for again next time.
  }
}

export const LanguageContext = createContext<Language>('zh')

export type Speech = { language: Language; words: ReportWords; name: (text: Bilingual) => string; time: (at: string, zone: string) => string }

/** Words, names and times in the language of whoever reads. A time of another day says its day too. */
export function useSpeech(): Speech {
  const language = use(LanguageContext)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const part = (at: string | number, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options }).format(new Date(at))
  return {
    language,
    words: reportWords[language],
    name: (text) => text[language],
    time: (at, zone) => {
      const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', timeZone: zone }
      const today = part(at, day) === part(Date.now(), day)
      return part(at, { ...(today ? {} : day), hour: '2-digit', minute: '2-digit', timeZone: zone })
    },
  }
}
