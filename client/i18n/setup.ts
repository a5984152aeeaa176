import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languages, type Language } from '#shared/text.ts'
import { sayFailure } from '../ui/notices.ts'
import type { Words } from './zh.ts'

const remembered = 'watchfloor.language'

/** Most people never see but one. */
const load: Record<Language, () => Promise<Words>> = {
  zh: async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
}

/** Chinese unless this browser asked for English first, or the user chose. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  const chosen = languages.find((language) => language === stored)
  if (chosen) return chosen
  const first = wanted.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

/** @throws where the words cannot be loaded */
export async function startWords(): Promise<void> {
  const language = firstLanguage(localStorage.getItem(remembered), navigator.languages)
  const words = await load[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...languages],
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false },
  })
  say(currentLanguage())
  i18next.on('languageChanged', () => say(currentLanguage()))
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh')

let wanted: Language | null = null

/** Speaks another language once its words are there; while the server is away, says so and stays with this one. */
export function chooseLanguage(language: Language): void {
  wanted = language
  void change(language)
}

async function change(language: Language): Promise<void> {
  try {
    // Beside those that came with a part of the screen.
    i18next.addResourceBundle(language, 'translation', await load[language](), true, true)
    if (wanted !== language) return
    localStorage.setItem(remembered, language)
    await i18next.changeLanguage(language)
  } catch {
    const answers = await fetch(location.href, { method: 'HEAD' }).then(({ ok }) => ok, () => false)
    if (!answers) return sayFailure({ problem: null })
    // The server is of another release, or the browser remembers that it was away: the page has to begin anew.
    localStorage.setItem(remembered, language)
    location.reload()
  }
}

function say(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = i18next.t('product')
}
