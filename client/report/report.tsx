import { useEffect, useState } from 'react'
import { reportWords } from '../i18n/report.ts'
import { firstLanguage, LanguageContext, remember } from './report-language.ts'
import { PlacePage } from './place-page.tsx'
import { TrackPage } from './track-page.tsx'

/** The page behind a code: /r/CODE reports, /r/CODE/TRACK follows a report. */
export function Report({ path }: { path: string }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => remember(language), [language])
  const [, , code = '', track] = path.split('/').map(decodeURIComponent)
  const words = reportWords[language]
  return (
    <LanguageContext value={language}>
      <header className="top">
        <h1>{words.title}</h1>
        <button type="button" className="plain" aria-label={words.otherLabel} lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {words.other}
        </button>
      </header>
      <main>{track ? <TrackPage code={code} track={track} /> : <PlacePage code={code} />}</main>
    </LanguageContext>
  )
}
