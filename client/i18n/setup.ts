import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languages, type Language } from '#shared/text.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const remembered = 'watchfloor.language'

/** Chinese unless this browser asked for English first, or the user chose. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  const chosen = languages.find((language) => language === stored)
  if (chosen) return chosen
  const first = wanted.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(localStorage.getItem(remembered), navigator.languages),
    fallbackLng: 'zh',
    supportedLngs: [...languages],
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  say(currentLanguage())
  i18next.on('languageChanged', () => say(currentLanguage()))
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh')

export function chooseLanguage(language: Language): void {
  localStorage.setItem(remembered, language)
  void i18next.changeLanguage(language)
}

function say(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = language === 'zh' ? zh.product : en.product
}
